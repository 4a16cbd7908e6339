// The version of netarch. A test compares it with package.json.

/** As `netarch --version` prints it. */
export const VERSION = '0.1.0';
