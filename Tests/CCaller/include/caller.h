/* Checks of the C interface. Each returns NULL, or what it found instead of what it expected. */
#pragma once

const char *check_versions(void);
const char *check_sound_draws(void);
const char *check_deviation(void);
const char *check_rules(void);
const char *check_orders(void);
const char *check_identify_explain_list(void);
const char *check_errors(void);
const char *check_hostile_tensors(void);
const char *check_threads(void);
const char *check_store(void);
