package dev.probity.toy;

/**
 * Where the mail server is.
 */
record MailServer(String host, int port) {

}
