/* Checks of the interface for C. Each returns NULL, or what was found instead of what was expected. */
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
