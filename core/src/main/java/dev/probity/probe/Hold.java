package dev.probity.probe;

/**
 * Why the failure of a dependency does not withdraw the instance, and until when.
 * Immutable.
 *
 * @param untilTick reading of the ticker from which on the failure withdraws it after all
 * @param why what goes after "held", such as "7 of 9 peers fail too"
 * @since 0.1.0
 */
public record Hold(long untilTick, String why) {

	// readings are compared by their difference
	private static final long FOREVER = Long.MAX_VALUE / 4;

	/**
	 * A hold without an end.
	 * @param fromTick a reading of the ticker that is not far from now
	 * @param why what goes after "held"
	 * @return the hold
	 */
	public static Hold withoutEnd(long fromTick, String why) {
		return new Hold(fromTick + FOREVER, why);
	}

}
