/** What a sender throws when a row has come to nothing. */

/** There is nothing to send any more; the message says why. */
export class NothingToSend extends Error {}
