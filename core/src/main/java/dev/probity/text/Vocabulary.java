package dev.probity.text;

import java.util.List;
import java.util.Set;

/**
 * A set of words, written as one reads it.
 */
final class Vocabulary {

	private Vocabulary() {
	}

	static Set<String> of(String words) {
		return Set.copyOf(List.of(words.strip().split("\\s+")));
	}

}
