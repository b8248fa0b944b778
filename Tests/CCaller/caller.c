#include "caller.h"

#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "glorot.h"

#define EXPECT(condition)                                                                \
    do {                                                                                 \
        if (!(condition)) {                                                              \
            snprintf(failure, sizeof failure, "line %d: %s", __LINE__, #condition);      \
            return failure;                                                              \
        }                                                                                \
    } while (0)

static _Thread_local char failure[512];

enum { rows = 200, columns = 100, count = rows * columns };

static const int64_t shape[2] = {rows, columns};

static glorot_tensor tensor(const char *name, void *values, size_t size, int32_t type) {
    glorot_tensor result = {name, values, size, shape, 2, type, NULL};
    return result;
}

/* Whether an answer in a format contains a text. */
static int holds(const glorot_result *result, const char *format, const char *text) {
    size_t length = 0;
    char *document = glorot_result_text(result, format, &length);
    int found = document != NULL && strlen(document) == length && strstr(document, text) != NULL;
    glorot_free(document);
    return found;
}

/* The status of a call, whose answer must contain a text. */
static int32_t told(int32_t status, glorot_result *result, const char *text) {
    int found = result != NULL && holds(result, "text", text);
    glorot_result_free(result);
    return found ? status : -1;
}

/* Makes the call before it looks at the answer. */
#define TOLD(call, text) (status = (call), told(status, result, text))

const char *check_versions(void) {
    EXPECT(glorot_interface() == GLOROT_INTERFACE);
    EXPECT(strlen(glorot_version()) >= 5);
    return NULL;
}

const char *check_sound_draws(void) {
    static const struct {
        int32_t type;
        size_t size;
    } types[] = {{GLOROT_FLOAT16, 2}, {GLOROT_BFLOAT16, 2}, {GLOROT_FLOAT32, 4}, {GLOROT_FLOAT64, 8}};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        void *values = calloc(count, types[i].size);
        glorot_tensor drawn = tensor("w", values, count * types[i].size, types[i].type);
        glorot_result *result = NULL;
        int32_t status = glorot_draw(&drawn, "{\"claim\": \"he_normal\", \"seed\": 7}", &result);
        glorot_result_free(result);
        EXPECT(status == GLOROT_OK);
        result = NULL;
        status = glorot_verify(&drawn, 1, "{\"claim\": \"keras.HeNormal\", \"strict\": true}", &result);
        EXPECT(told(status, result, "pass") == GLOROT_OK);
        free(values);
    }
    return NULL;
}

const char *check_deviation(void) {
    float *values = malloc(count * sizeof *values);
    glorot_tensor drawn = tensor("decoder/kernel", values, count * sizeof *values, GLOROT_FLOAT32);
    glorot_result *result = NULL;
    EXPECT(glorot_draw(&drawn, "{\"claim\": \"glorot_normal\", \"seed\": \"18446744073709551615\"}", &result) == 0);
    glorot_result_free(result);
    EXPECT(glorot_verify(&drawn, 1, "{\"claim\": \"he_normal\", \"evidence\": 1}", &result) == GLOROT_DEVIATES);
    EXPECT(holds(result, "json", "\"verdict\": \"deviates\""));
    EXPECT(holds(result, "text", "decoder/kernel"));
    EXPECT(holds(result, "markdown", "decoder/kernel"));
    EXPECT(holds(result, "junit", "<testcase"));
    EXPECT(holds(result, "html", "<svg") || holds(result, "html", "<img"));
    EXPECT(glorot_result_text(result, "pdf", NULL) == NULL);
    glorot_result_free(result);
    /* A claim about a part: the row of an embedding's padding is not 0. */
    EXPECT(glorot_verify(&drawn, 1, "{\"claim\": \"glorot_normal\", \"padding_idx\": 3}", &result) == GLOROT_DEVIATES);
    glorot_result_free(result);
    free(values);
    return NULL;
}

const char *check_rules(void) {
    float *first = malloc(count * sizeof *first), *second = malloc(count * sizeof *second);
    glorot_tensor tensors[2] = {
        tensor("a.weight", first, count * sizeof *first, GLOROT_FLOAT32),
        tensor("b.weight", second, count * sizeof *second, GLOROT_FLOAT32),
    };
    glorot_result *result = NULL;
    const char *draw = "{\"claim\": \"glorot_uniform\", \"key\": \"a\"}";
    EXPECT(glorot_draw(&tensors[0], draw, &result) == 0);
    glorot_result_free(result);
    EXPECT(glorot_draw(&tensors[1], "{\"claim\": \"glorot_uniform\", \"key\": \"b\"}", &result) == 0);
    glorot_result_free(result);
    /* YAML, and JSON, which is YAML. */
    const char *yaml = "{\"rules\": \"rules:\\n- {tensors: '*.weight', claim: glorot_uniform}\\n\"}";
    int32_t status = glorot_verify(tensors, 2, yaml, &result);
    EXPECT(told(status, result, "2 tensors") == GLOROT_OK);
    const char *json = "{\"rules\": \"{\\\"rules\\\": [{\\\"tensors\\\": \\\"a.*\\\", \\\"claim\\\": \\\"glorot_uniform\\\"}]}\"}";
    status = glorot_verify(tensors, 2, json, &result);
    EXPECT(told(status, result, "no rule matches its name") == GLOROT_DEVIATES);
    /* Both have the same stream. */
    EXPECT(glorot_draw(&tensors[1], draw, &result) == 0);
    glorot_result_free(result);
    status = glorot_verify(tensors, 2, yaml, &result);
    EXPECT(told(status, result, "a.weight") == GLOROT_DEVIATES);
    /* The same memory under two names is one tensor, not a copy. */
    tensors[1].values = first;
    status = glorot_verify(tensors, 2, yaml, &result);
    EXPECT(told(status, result, "same as a.weight") == GLOROT_OK);
    free(first);
    free(second);
    return NULL;
}

const char *check_orders(void) {
    float *values = malloc(count * sizeof *values), *transposed = malloc(count * sizeof *transposed);
    glorot_tensor rowMajor = tensor("w", values, count * sizeof *values, GLOROT_FLOAT32);
    glorot_result *result = NULL;
    EXPECT(glorot_draw(&rowMajor, "{\"claim\": \"orthogonal\", \"seed\": 2}", &result) == 0);
    glorot_result_free(result);
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) transposed[j * rows + i] = values[i * columns + j];
    glorot_tensor columnMajor = tensor("w", transposed, count * sizeof *values, GLOROT_FLOAT32);
    int32_t status = GLOROT_OK;
    const int64_t rowSteps[2] = {columns, 1}, columnSteps[2] = {1, rows}, gaps[2] = {2 * columns, 2};
    rowMajor.strides = rowSteps;
    columnMajor.strides = columnSteps;
    EXPECT(TOLD(glorot_verify(&rowMajor, 1, "{\"claim\": \"orthogonal\"}", &result), "pass") == GLOROT_OK);
    EXPECT(TOLD(glorot_verify(&columnMajor, 1, "{\"claim\": \"orthogonal\"}", &result), "pass") == GLOROT_OK);
    columnMajor.strides = NULL;
    EXPECT(glorot_verify(&columnMajor, 1, "{\"claim\": \"orthogonal\"}", &result) == GLOROT_DEVIATES);
    glorot_result_free(result);
    rowMajor.strides = gaps;
    EXPECT(TOLD(glorot_verify(&rowMajor, 1, "{\"claim\": \"orthogonal\"}", &result), "strides") == GLOROT_MALFORMED);
    free(values);
    free(transposed);
    return NULL;
}

const char *check_identify_explain_list(void) {
    float *values = malloc(count * sizeof *values);
    glorot_tensor drawn = tensor("w", values, count * sizeof *values, GLOROT_FLOAT32);
    glorot_result *result = NULL;
    EXPECT(glorot_draw(&drawn, "{\"claim\": \"torch.nn.init.xavier_uniform_\"}", &result) == 0);
    glorot_result_free(result);
    int32_t status = glorot_identify(&drawn, 1, NULL, &result);
    EXPECT(status == GLOROT_OK && holds(result, "json", "\"torch.nn.init.xavier_uniform_"));
    glorot_result_free(result);
    const char *question = "{\"subjects\": [\"xavier\"], \"shape\": [784, 256]}";
    EXPECT(TOLD(glorot_explain(question, &result), "keras.GlorotUniform") == GLOROT_OK);
    EXPECT(TOLD(glorot_list("{\"frameworks\": [\"keras\"]}", &result), "keras.GlorotUniform") == GLOROT_OK);
    free(values);
    return NULL;
}

const char *check_errors(void) {
    float values[4] = {0};
    const int64_t small[2] = {2, 2};
    glorot_tensor one = {"w", values, sizeof values, small, 2, GLOROT_FLOAT32, NULL};
    static const struct {
        const char *options, *text;
    } wrong[] = {
        {NULL, "expected a claim or rules"},
        {"", "JSON"},
        {"{", "JSON"},
        {"[1]", "JSON"},
        {"{\"claim\": \"zeros\"} x", "JSON"},
        {"{\"claim\": \"zeros\", \"claim\": \"ones\"}", "JSON"},
        {"{\"claim\": 1}", "claim: expected a text"},
        {"{\"claim\": \"keras.GlorotUnifrom\"}", "keras.GlorotUniform"},
        {"{\"clam\": \"zeros\"}", "\"clam\""},
        {"{\"claim\": \"zeros\", \"alpha\": 1}", "alpha"},
        {"{\"claim\": \"zeros\", \"resolve\": -1}", "resolve"},
        {"{\"claim\": \"he_normal\", \"fan_in\": 3}", "fan_in, fan_out"},
        {"{\"claim\": \"he_normal\", \"fan_in\": 0, \"fan_out\": 1}", "fan_in, fan_out"},
        {"{\"claim\": \"he_normal\", \"padding_idx\": 99999999999999999999}", "padding_idx"},
        {"{\"claim\": \"zeros\", \"rules\": \"rules: []\"}", "found both"},
        {"{\"rules\": \"rules: []\"}", "rules:1:8"},
        {"{\"rules\": \"rules: [{tensors: w, claim: nonsense}]\"}", "nonsense"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        glorot_result *result = NULL;
        int32_t status = glorot_verify(&one, 1, wrong[i].options, &result);
        int isTold = result != NULL && holds(result, "text", wrong[i].text) && holds(result, "json", "\"message\"");
        if (status != GLOROT_USAGE || !isTold) {
            char *text = glorot_result_text(result, "text", NULL);
            snprintf(failure, sizeof failure, "case %zu: %d: %s", i, status, text);
            return failure;
        }
        glorot_result_free(result);
    }
    /* The caller may ignore the answer. */
    EXPECT(glorot_verify(&one, 1, "{}", NULL) == GLOROT_USAGE);
    EXPECT(glorot_list("{\"frameworks\": [\"kears\"]}", NULL) == GLOROT_USAGE);
    EXPECT(glorot_explain("{\"subjects\": []}", NULL) == GLOROT_USAGE);
    EXPECT(glorot_explain("{\"subjects\": [\"xavier\"], \"shape\": [-1, 2]}", NULL) == GLOROT_USAGE);
    EXPECT(glorot_draw(&one, "{\"claim\": \"zeros\", \"seed\": -1}", NULL) == GLOROT_USAGE);
    EXPECT(glorot_draw(NULL, "{\"claim\": \"zeros\"}", NULL) == GLOROT_MALFORMED);
    EXPECT(glorot_result_text(NULL, "text", NULL) == NULL);
    glorot_result_free(NULL);
    glorot_free(NULL);
    return NULL;
}

const char *check_hostile_tensors(void) {
    float values[8] = {0};
    const int64_t four[1] = {4}, negative[2] = {-2, -2}, huge[3] = {INT64_MAX, 3, 5}, none[2] = {0, 3};
    const char *zeros = "{\"claim\": \"zeros\"}";
    glorot_tensor sound = {"w", values, 16, four, 1, GLOROT_FLOAT32, NULL};
    EXPECT(glorot_verify(&sound, 1, zeros, NULL) == GLOROT_OK);
    /* Unaligned values are read, but not written. */
    glorot_tensor odd = sound;
    odd.values = (char *)values + 1;
    EXPECT(glorot_verify(&odd, 1, zeros, NULL) == GLOROT_OK);
    EXPECT(glorot_draw(&odd, zeros, NULL) == GLOROT_MALFORMED);
    glorot_tensor scalar = {"s", values, 4, NULL, 0, GLOROT_FLOAT32, NULL};
    EXPECT(glorot_verify(&scalar, 1, zeros, NULL) == GLOROT_OK);
    glorot_tensor empty = {NULL, NULL, 0, none, 2, GLOROT_FLOAT32, NULL};
    EXPECT(glorot_verify(&empty, 1, zeros, NULL) == GLOROT_USAGE);
    glorot_tensor wrong[7] = {sound, sound, sound, sound, sound, sound, sound};
    wrong[0].values = NULL;
    wrong[1].size = 15;
    wrong[2].shape = NULL;
    wrong[3].rank = -1;
    wrong[4].type = 0;
    wrong[5].shape = negative, wrong[5].rank = 2;
    wrong[6].shape = huge, wrong[6].rank = 3;
    for (int i = 0; i < 7; i++) EXPECT(glorot_verify(&wrong[i], 1, zeros, NULL) == GLOROT_MALFORMED);
    glorot_tensor unnamed = sound;
    unnamed.name = "\xff\xfe";
    EXPECT(glorot_verify(&unnamed, 1, zeros, NULL) == GLOROT_MALFORMED);
    EXPECT(glorot_verify(NULL, 3, zeros, NULL) == GLOROT_MALFORMED);
    EXPECT(glorot_verify(&sound, SIZE_MAX, zeros, NULL) == GLOROT_MALFORMED);
    EXPECT(glorot_verify(NULL, 0, zeros, NULL) == GLOROT_USAGE);
    EXPECT(glorot_identify(NULL, 0, NULL, NULL) == GLOROT_USAGE);
    return NULL;
}

static void *verify_again_and_again(void *argument) {
    const glorot_tensor *tensors = argument;
    for (int i = 0; i < 4; i++) {
        glorot_result *result = NULL;
        int32_t sound = glorot_verify(tensors, 2, "{\"claim\": \"glorot_normal\"}", &result);
        glorot_result_free(result);
        int32_t wrong = glorot_verify(tensors, 2, "{\"claim\": \"he_normal\"}", &result);
        glorot_result_free(result);
        if (sound != GLOROT_OK || wrong != GLOROT_DEVIATES) return argument;
    }
    return NULL;
}

const char *check_threads(void) {
    float *first = malloc(count * sizeof *first), *second = malloc(count * sizeof *second);
    glorot_tensor tensors[2] = {
        tensor("a", first, count * sizeof *first, GLOROT_FLOAT32),
        tensor("b", second, count * sizeof *second, GLOROT_FLOAT32),
    };
    EXPECT(glorot_draw(&tensors[0], "{\"claim\": \"glorot_normal\", \"seed\": 1}", NULL) == 0);
    EXPECT(glorot_draw(&tensors[1], "{\"claim\": \"glorot_normal\", \"seed\": 2}", NULL) == 0);
    pthread_t threads[8];
    for (int i = 0; i < 8; i++) EXPECT(pthread_create(&threads[i], NULL, verify_again_and_again, tensors) == 0);
    int failed = 0;
    for (int i = 0; i < 8; i++) {
        void *outcome = NULL;
        pthread_join(threads[i], &outcome);
        failed += outcome != NULL;
    }
    EXPECT(failed == 0);
    free(first);
    free(second);
    return NULL;
}

/* A .npy file: two axes of float32, and values that torch.nn.init.zeros_ draws. */
static const char npy[135] =
    "\x93NUMPY\x01\x00\x3d\x00{'descr': '<f4', 'fortran_order': False, 'shape': (4, 4), } \n";

static int64_t look_up(void *context, const char *location, glorot_reply *reply) {
    ++*(int *)context;
    if (strcmp(location, "s3://b/w.npy") == 0) {
        glorot_reply_set(reply, "version 1", 9);
        return sizeof npy;
    }
    if (strcmp(location, "s3://b/folder") == 0) {
        glorot_reply_set(reply, "readme\0", 7);
        return -1;
    }
    glorot_reply_set(reply, "no such key", 11);
    return -2;
}

static int32_t read_at(void *context, const char *location, int64_t offset, void *buffer, size_t bytes,
                       glorot_reply *reply) {
    (void)context, (void)location, (void)reply;
    if (offset < 0 || (size_t)offset > sizeof npy || bytes > sizeof npy - (size_t)offset) return 1;
    memcpy(buffer, npy + offset, bytes);
    return 0;
}

/* Without a store, files are on this machine. */
static int check_disk(glorot_result **result) {
    char path[] = P_tmpdir "/glorot-XXXXXX.npy", options[100];
    FILE *file = fdopen(mkstemps(path, 4), "wb");
    int is_written = file != NULL && fwrite(npy, sizeof npy, 1, file) == 1;
    if (file == NULL || fclose(file) != 0 || !is_written) return 0;
    snprintf(options, sizeof options, "{\"files\": [\"%s\"], \"claim\": \"zeros\"}", path);
    int32_t status = glorot_summarize(NULL, options, result);
    size_t length = 0;
    char *summary = glorot_result_text(*result, "summary", &length);
    int is_read = status == GLOROT_OK && summary != NULL && length > 100;
    glorot_free(summary);
    glorot_result_free(*result);
    remove(path);
    status = glorot_summarize(NULL, options, result);
    return is_read && told(status, *result, path) == GLOROT_UNREADABLE;
}

const char *check_store(void) {
    int calls = 0;
    int32_t status;
    glorot_result *result = NULL;
    glorot_store store = {&calls, look_up, read_at};
    EXPECT(glorot_summarize(&store, "{\"files\": [\"s3://b/w.npy\"], \"claim\": \"zeros\"}", &result) == GLOROT_OK);
    size_t length = 0;
    char *summary = glorot_result_text(result, "summary", &length);
    EXPECT(summary != NULL && length > 100 && memcmp(summary, "glorot summary", 14) == 0);
    EXPECT(glorot_result_text(result, "text", NULL) == NULL);
    /* When it is opened, and at the end to check that it is still the same. */
    EXPECT(calls == 3);
    glorot_free(summary);
    glorot_result_free(result);

    EXPECT(TOLD(glorot_summarize(&store, "{\"files\": [\"s3://b/x\"], \"claim\": \"zeros\"}", &result),
                "s3://b/x: cannot read: no such key") == GLOROT_UNREADABLE);
    EXPECT(TOLD(glorot_summarize(&store, "{\"files\": [\"s3://b/folder\"], \"claim\": \"zeros\"}", &result),
                "folder without") == GLOROT_UNREADABLE);
    EXPECT(check_disk(&result));
    static const struct {
        const char *options, *text;
    } wrong[] = {
        {"{\"claim\": \"zeros\"}", "files"},
        {"{\"files\": [], \"claim\": \"zeros\"}", "files"},
        {"{\"files\": [\"x\", \"x\"], \"claim\": \"zeros\"}", "twice"},
        {"{\"files\": [\"x\"]}", "claim or rules"},
        {"{\"files\": [\"x\"], \"claim\": \"zeros\", \"part\": \"2/1\"}", "2/1"},
        {"{\"files\": [\"x\"], \"claim\": \"zeros\", \"threads\": 0}", "threads"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        EXPECT(TOLD(glorot_summarize(&store, wrong[i].options, &result), wrong[i].text) == GLOROT_USAGE);
    glorot_store empty = {NULL, NULL, NULL};
    EXPECT(TOLD(glorot_summarize(&empty, "{\"files\": [\"x\"], \"claim\": \"zeros\"}", &result), "NULL") ==
           GLOROT_UNREADABLE);
    return NULL;
}
