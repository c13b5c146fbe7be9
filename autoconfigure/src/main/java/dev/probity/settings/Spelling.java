package dev.probity.settings;

/**
 * How far a word is from the one it may have been meant to be.
 */
final class Spelling {

	/** Too far to have been meant. */
	static final int FAR = 3;

	private Spelling() {
	}

	/**
	 * How many letters are wrong, missing or too many.
	 * @return at most {@link #FAR}, which also stands for more than every third letter
	 */
	static int distance(String word, String known) {
		if (Math.abs(word.length() - known.length()) >= FAR) {
			return FAR;
		}
		int[] row = new int[known.length() + 1];
		for (int j = 0; j <= known.length(); j++) {
			row[j] = j;
		}
		for (int i = 1; i <= word.length(); i++) {
			int diagonal = row[0];
			row[0] = i;
			for (int j = 1; j <= known.length(); j++) {
				int changed = diagonal + ((word.charAt(i - 1) == known.charAt(j - 1)) ? 0 : 1);
				diagonal = row[j];
				row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
			}
		}
		int distance = row[known.length()];
		return (distance * 3 <= known.length()) ? Math.min(distance, FAR) : FAR;
	}

}
