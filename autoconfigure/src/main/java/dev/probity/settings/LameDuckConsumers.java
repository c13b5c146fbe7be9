package dev.probity.settings;

/**
 * What message listeners do while the application is a lame duck.
 */
public enum LameDuckConsumers {

	/** They finish what they have, and stop: other instances go on. */
	STOP,

	/** They go on until the shutdown. */
	SERVE

}
