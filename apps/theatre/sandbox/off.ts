/** Which rule this process runs without: the sandbox alone is told, by its command line. */

/** The id of the rule that is switched off here. */
export const off = process.argv[3] ?? ''
