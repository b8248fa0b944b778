/* The commit that was built, such as "1a2b3c4"; "" where the sources lay in no repository. */
const char *glorot_commit(void);
