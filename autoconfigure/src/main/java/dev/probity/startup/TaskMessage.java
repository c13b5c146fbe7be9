package dev.probity.startup;

/**
 * A notification for a receiver.
 *
 * @param receiver a listener, or what stands for the log
 * @param news delivers it
 */
record TaskMessage(Object receiver, Runnable news) {

}
