package dev.probity.startup;

/**
 * Something that a receiver is to be told.
 *
 * @param receiver a listener, or what stands for the log
 * @param news tells it
 */
record TaskMessage(Object receiver, Runnable news) {

}
