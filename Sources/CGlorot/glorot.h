/* glorot: tests whether weights follow the initializer that is said to have drawn them. This is the interface for C,
 * and for every language that can call C.
 *
 * A tensor is read in place, and never copied or changed. Options and answers are JSON in UTF-8; the schemas of the
 * answers are in reports/schema. The functions
 *
 *   - may be called from several threads at once, and after fork();
 *   - keep no state but caches: the same arguments give the same answer, to the byte;
 *   - return a status for any arguments, with a message if it is not 0; they never end the process, as long as pointers
 *     point to what they are said to point to;
 *   - write nothing to the standard streams or to files; only glorot_summarize reads files. The only environment
 *     variable they read is GLOROT_THREADS, the largest number of threads.
 *
 * Copyright (C) 2026 the glorot authors. GPL-3.0-or-later, since the library holds GSL.
 */
#ifndef GLOROT_H
#define GLOROT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface. It is raised by one when a program compiled against an older header would fail. */
#define GLOROT_INTERFACE 1

/* What a function returns: the same statuses as the command's. */
enum glorot_status {
    GLOROT_OK = 0,           /* done; for glorot_verify: all conforms, or is inconclusive without "strict" */
    GLOROT_DEVIATES = 1,     /* something deviates from its claim */
    GLOROT_INCONCLUSIVE = 2, /* with "strict": nothing deviates, but something has too few values to tell */
    GLOROT_USAGE = 64,       /* the options, a claim or the rules are wrong, or a claim does not fit a shape */
    GLOROT_MALFORMED = 65,   /* a tensor is described wrongly, or a file does not hold what was asked for */
    GLOROT_UNREADABLE = 66,  /* a tensor or a file changed while it was read, or a file cannot be read */
    GLOROT_INTERNAL = 70     /* an error of this library */
};

/* Types of numbers, in this machine's byte order. */
enum glorot_type {
    GLOROT_FLOAT16 = 1, /* IEEE 754 binary16 */
    GLOROT_BFLOAT16 = 2,
    GLOROT_FLOAT32 = 3,
    GLOROT_FLOAT64 = 4,
    GLOROT_BOOL = 5, /* a byte: 0 is false */
    GLOROT_INT8 = 6,
    GLOROT_INT16 = 7,
    GLOROT_INT32 = 8,
    GLOROT_INT64 = 9,
    GLOROT_UINT8 = 10,
    GLOROT_UINT16 = 11,
    GLOROT_UINT32 = 12,
    GLOROT_UINT64 = 13
};

/* A tensor in memory. */
typedef struct glorot_tensor {
    const char *name;       /* what messages call it, in UTF-8; NULL for none */
    const void *values;     /* the first value, aligned as its type; NULL for an empty tensor */
    size_t size;            /* the tensor's size in bytes: the product of its shape times the size of a value */
    const int64_t *shape;   /* the sizes of the axes; NULL for a scalar */
    int32_t rank;           /* the number of axes, 0 to 64 */
    int32_t type;           /* a glorot_type */
    const int64_t *strides; /* how many values a step along each axis skips: row-major or column-major order, without
                               gaps; NULL for row-major order */
} glorot_tensor;

/* An answer. The caller owns and frees it. It holds no pointer to a tensor. */
typedef struct glorot_result glorot_result;

/* The version of the library, such as "0.1.0". Never freed. */
const char *glorot_version(void);

/* The library's GLOROT_INTERFACE; compare it with your header's. */
int32_t glorot_interface(void);

/* Tests tensors against what they claim to be.
 *
 * Options, a JSON object:
 *   "claim"        a call such as "torch.nn.init.xavier_uniform_(gain=5/3)", for all tensors of floating-point numbers
 *   "fan_in", "fan_out", "padding_idx"   with "claim": the fans if the shapes do not tell, and the row that is 0
 *   "rules"        instead of "claim": a text, the YAML that `glorot verify --expect` reads
 *   "included"     an array of the files that the rules may include: a path as they name it, its text, and so on
 *   "alpha"        the probability of any false alarm, above 0 and below 1; 1e-6 if left out
 *   "resolve"      the relative error of scale that must be noticeable, or a tensor is inconclusive; 0.05 if left out
 *   "strict"       whether inconclusive tensors fail
 *   "evidence"     the largest number of deviating tensors with pictures in the answer's "html"
 *   "source"       what messages call the place of the tensors; "memory" if left out
 *   "stream", "seed"   the framework whose generator drew the tensors, such as "torch", and the seed: each tensor must also
 *                  be equal to the draw
 *
 * Formats of the answer: "json" (verify.json), "text", "markdown", "junit", "html".
 *
 * Returns GLOROT_OK, GLOROT_DEVIATES, GLOROT_INCONCLUSIVE, or an error. */
int32_t glorot_verify(const glorot_tensor *tensors, size_t count, const char *options, glorot_result **result);

/* Identifies what drew tensors: the family of each, and the claims that it conforms to.
 *
 * Options: "fan_in", "fan_out", "alpha" (the chance that a tensor's true claim is not among those named; 0.001 if left
 * out), "source", "seeds" (an array of texts: the first and the last of each range to search; [] for those that people
 * set; no search if left out), "streams" (an array of the streams to search; all if left out). Formats: "json"
 * (identify.json), "text", "markdown". */
int32_t glorot_identify(const glorot_tensor *tensors, size_t count, const char *options, glorot_result **result);

/* Explains a claim or a rule's name, or how two of them differ.
 *
 * Options: "subjects" (one or two texts), "shape" (an array of integers), "fan_in", "fan_out". Formats: "text",
 * "markdown". */
int32_t glorot_explain(const char *options, glorot_result **result);

/* Lists the initializers that claims can name.
 *
 * Options: "frameworks" (an array of names such as "keras"; all if left out). Formats: "json" (list.json), "text". */
int32_t glorot_list(const char *options, glorot_result **result);

/* Draws a tensor of floating-point numbers, row-major, into the memory that its `values` points to.
 *
 * Options: "claim", "seed" (0 to 2^64 - 1, a number or a text; 0 if left out), "key" (a text, such as the layer's name:
 * tensors of different keys share no stream), "stream" (a framework's own numbers, such as "torch": see `glorot sample
 * --help`; not with "key"). "fan_in" and "fan_out" are not accepted: the shape tells. The same arguments give the same
 * bits on every machine. The answer is empty, or a message. */
int32_t glorot_draw(const glorot_tensor *tensor, const char *options, glorot_result **result);

/* A text that a function of the caller replies with. */
typedef struct glorot_reply glorot_reply;

/* Files somewhere else, such as in an object store. You provide the functions; they are called from several threads at
 * once. */
typedef struct glorot_store {
    void *context; /* passed to both functions */

    /* Looks up a location. Returns the size of a file in bytes, -1 for a folder, or -2 if it cannot tell. For a file,
     * reply with something that changes whenever its content does, such as a checksum or a time; for a folder, with the
     * names in it, each followed by a zero byte; otherwise with the reason. */
    int64_t (*look_up)(void *context, const char *location, glorot_reply *reply);

    /* Fills `buffer` with `count` bytes of a file from `offset` on. Returns 0, or, if it cannot read all of them,
     * another number with the reason as reply. */
    int32_t (*read)(void *context, const char *location, int64_t offset, void *buffer, size_t count, glorot_reply *reply);
} glorot_store;

/* Sets a reply; the bytes are copied. The last call wins. */
void glorot_reply_set(glorot_reply *reply, const char *text, size_t length);

/* Reads a share of some files by ranges, and keeps what a verdict needs. The answer is what `glorot summarize` writes
 * and `glorot merge` and `glorot judge` read.
 *
 * If `store` is NULL, the files are on this machine.
 *
 * Options: "files" (an array of locations: of a file, of an index of shards or of a model's folder); "claim" or
 * "rules", "included", "fan_in", "fan_out", "padding_idx", "alpha", "resolve" as for glorot_verify; "part" (a text such
 * as "3/8"), "wanted" (a text, the list that `glorot judge --refine` writes), "threads" (1 to 64, the largest number of
 * threads that read a tensor).
 *
 * Formats: "summary", bytes. Returns GLOROT_OK or an error. After GLOROT_UNREADABLE another try may succeed. */
int32_t glorot_summarize(const glorot_store *store, const char *options, glorot_result **result);

/* Returns an answer in one of its formats, ending in NUL; free it with glorot_free. NULL for a format that the answer
 * does not have. `length`, if not NULL, receives the number of bytes before the NUL. For an error, "text" is the
 * message, and "json" is {"error": {"status": …, "message": …}}. */
char *glorot_result_text(const glorot_result *result, const char *format, size_t *length);

/* Frees an answer; does nothing for NULL. */
void glorot_result_free(glorot_result *result);

/* Frees a text; does nothing for NULL. */
void glorot_free(char *text);

#ifdef __cplusplus
}
#endif

#endif
