/** Why a key store is not read, in words that follow its name and a colon. */
export class BadKeyStore extends Error {}

/** It does not have the parts that it should have. */
export class BrokenAsn1 extends Error {}

export const wrongPassword = 'the password does not open it';
