package dev.probity.detail;

import dev.probity.time.Ticker;

/**
 * What the details of one result may cost: values, text and time. Not thread-safe.
 */
final class DetailBudget {

	static final int MOST_VALUES = 10_000;

	static final int MOST_TEXT = 200_000;

	static final long LONGEST_TIME = 1_000_000_000L;

	private final Ticker ticker;

	private final long startedAt;

	private int values;

	private int text;

	DetailBudget(Ticker ticker) {
		this.ticker = ticker;
		this.startedAt = ticker.read();
	}

	/**
	 * Take one value.
	 * @return whether there was one left
	 */
	boolean takeValue() {
		this.values++;
		return !isSpent();
	}

	/**
	 * Whether values or time are used up.
	 */
	boolean isSpent() {
		return this.values > MOST_VALUES || this.ticker.read() - this.startedAt > LONGEST_TIME;
	}

	/**
	 * Take as much of a text as there is left.
	 * @return how many of its characters, never ending in half of a pair
	 */
	int takeText(String wanted) {
		int left = MOST_TEXT - this.text;
		if (wanted.length() <= left) {
			this.text += wanted.length();
			return wanted.length();
		}
		this.text = MOST_TEXT;
		return (left > 0 && Character.isHighSurrogate(wanted.charAt(left - 1))) ? left - 1 : left;
	}

}
