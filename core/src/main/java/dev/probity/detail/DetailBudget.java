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
	 * Take a text.
	 * @return whether there was enough left for all of it
	 */
	boolean takeText(String wanted) {
		boolean fits = wanted.length() <= MOST_TEXT - this.text;
		this.text += fits ? wanted.length() : 0;
		return fits;
	}

}
