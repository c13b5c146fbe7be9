package dev.probity.text;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is hidden of what drivers and clients say, and that nothing else is.
 */
class SecrecyTests {

	@ParameterizedTest
	@MethodSource("dev.probity.text.Corpus#stays")
	void whatIsNoSecretStaysAsItIs(String text) {
		assertThat(Secrecy.hide(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@MethodSource("dev.probity.text.Corpus#goes")
	void aSecretGoesAndAllTheRestStays(String marked) {
		assertThat(marked).contains("«");
		assertThat(Secrecy.hide(Corpus.withSecrets(marked))).isEqualTo(Corpus.withStars(marked));
	}

	@Test
	void theCorporaAreNotSmall() {
		assertThat(Corpus.stays()).hasSizeGreaterThanOrEqualTo(750);
		assertThat(Corpus.goes()).hasSizeGreaterThanOrEqualTo(400);
	}

}
