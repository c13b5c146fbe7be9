package dev.probity.text;

/**
 * Which brackets are open at a place in a text that is read from left to right.
 */
final class OpenBrackets {

	private final String text;

	private final int[] open = new int[128];

	private int read;

	OpenBrackets(String text) {
		this.text = text;
	}

	/**
	 * Read on.
	 * @param to up to here
	 */
	void read(int to) {
		for (; this.read < to; this.read++) {
			char c = this.text.charAt(this.read);
			if (Brackets.isOpening(c)) {
				this.open[c]++;
			}
			else if (Brackets.isClosing(c) && has(Brackets.opening(c))) {
				this.open[Brackets.opening(c)]--;
			}
		}
	}

	/**
	 * Leave out what is a secret.
	 * @param to up to here
	 */
	void skip(int to) {
		this.read = Math.max(this.read, to);
	}

	boolean has(char opening) {
		return this.open[opening] > 0;
	}

}
