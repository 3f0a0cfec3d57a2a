/** What the user can mend: its message is one line and says how; no stack is shown. */
export class Fault extends Error {}
