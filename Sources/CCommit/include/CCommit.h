/* The commit that was built, such as "1a2b3c4d5", with "-dirty" behind it where files were changed; "" where the build
 * was not told. */
const char *glorot_commit(void);
