package dev.probity.text;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Texts in which nothing had to be hidden, some of those that were read last. Checks say
 * the same again and again, and to search a text takes much longer than to recognise it.
 * Keeps no text with a secret, and no long one. Thread-safe; never waits.
 */
final class HarmlessTexts {

	private static final int ROOM = 256;

	private static final int LONGEST = 256;

	// each text has one place; the last one that has it is kept
	private final AtomicReferenceArray<String> texts = new AtomicReferenceArray<>(ROOM);

	boolean contains(String text) {
		return text.length() <= LONGEST && text.equals(this.texts.get(place(text)));
	}

	void add(String text) {
		if (text.length() <= LONGEST) {
			this.texts.set(place(text), text);
		}
	}

	private static int place(String text) {
		int hash = text.hashCode();
		return (hash ^ (hash >>> 8) ^ (hash >>> 16)) & (ROOM - 1);
	}

}
