package dev.probity.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VisibleTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "\n", "\r\n", "\r", "\u001b", "\u0000", "\u2028", "\u2029", "\u0085", "\u007f", "\t",
			"\u009b", "\u000b", "\u000c", "\u0008" })
	void whatSeparatesOrSteersIsABlank(String control) {
		assertThat(VisibleText.line("a" + control + "b")).isEqualTo("a b");
		assertThat(VisibleText.line("a" + control + control + "b")).isEqualTo("a b");
	}

	@ParameterizedTest
	@ValueSource(strings = { "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069",
			"\u200b", "\u200e", "\u200f", "\u061c", "\ufeff", "\u00ad", "\u2060", "\udb40\udc41" })
	void whatCannotBeSeenIsLeftOut(String unseen) {
		assertThat(VisibleText.line("a" + unseen + "b")).isEqualTo("ab");
		assertThat(VisibleText.lines("a" + unseen + "b")).isEqualTo("ab");
		assertThat(VisibleText.firstUnseen("a" + unseen + "b")).hasValue(unseen.codePointAt(0));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "Größe 10 %", "日本語", "\uD83D\uDE00", "\uD83D\uDC68\u200D\uD83D\uDC69", "שלום",
			"a  b", "\u00a0" })
	void whatCanBeSeenStays(String text) {
		assertThat(VisibleText.line(text)).isSameAs(text);
		assertThat(VisibleText.firstUnseen(text)).isEmpty();
	}

	@Test
	void halfACharacterIsReplaced() {
		assertThat(VisibleText.line("a\uD83Db\uDE00")).isEqualTo("a\uFFFDb\uFFFD");
	}

	@Test
	void severalLinesMayStay() {
		assertThat(VisibleText.lines("a\n\tb\u001b\r\nc\u0000")).isEqualTo("a\n\tb \nc ");
	}

	@Test
	void isCutBetweenCharacters() {
		assertThat(VisibleText.cut("abc", 3)).isEqualTo("abc");
		assertThat(VisibleText.cut("abcd", 3)).isEqualTo("abc…");
		assertThat(VisibleText.cut("ab\uD83D\uDE00d", 3)).isEqualTo("ab…");
	}

}
