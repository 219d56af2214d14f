/** What the payment system of the tests signs with. */
export const PAYMENT_SECRET = 'the-payment-secret-of-the-tests';
