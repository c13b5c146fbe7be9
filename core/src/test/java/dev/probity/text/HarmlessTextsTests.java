package dev.probity.text;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is known to need no search.
 */
class HarmlessTextsTests {

	private final HarmlessTexts texts = new HarmlessTexts();

	@Test
	void aTextIsKnownOnceItHasBeenRead() {
		assertThat(this.texts.contains("1 active, 9 idle")).isFalse();
		this.texts.add("1 active, 9 idle");
		assertThat(this.texts.contains("1 active, 9 idle")).isTrue();
		assertThat(this.texts.contains("2 active, 8 idle")).isFalse();
	}

	@Test
	void anotherTextOfTheSameHashIsNotTakenForIt() {
		this.texts.add("password=Aa");
		assertThat("password=BB").hasSameHashCodeAs("password=Aa");
		assertThat(this.texts.contains("password=BB")).isFalse();
	}

	@Test
	void theyAreFewAndShort() {
		IntStream.range(0, 10_000).forEach((i) -> this.texts.add("text " + i));
		assertThat(IntStream.range(0, 10_000).filter((i) -> this.texts.contains("text " + i)).count()).isBetween(100L,
				256L);
		this.texts.add("x".repeat(257));
		assertThat(this.texts.contains("x".repeat(257))).isFalse();
	}

	@Test
	void whatHasASecretIsHiddenEachTime() {
		String text = "connection to postgres://orders:geheim@db failed";
		assertThat(Secrecy.hide(text)).isEqualTo(Secrecy.hide(text)).doesNotContain("geheim");
	}

}
