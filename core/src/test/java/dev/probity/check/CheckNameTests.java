package dev.probity.check;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class CheckNameTests {

	private static final DependencyCheck CHECK = () -> CheckResult.passed();

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "a/", "/a", "a//b", "a b", "a\nb", "a\rb", "a\u001b[31m", "a\u0000", "a\u2028b",
			"a\u2029b", "a\u202eb", "a\u2066b", "a\u200bb", "a\u0085b", "a\uD83D" })
	void aNameThatCouldForgeALineIsRefusedInOneLine(String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new CheckRegistration(name, CHECK, CheckPolicy.defaults()))
			.withMessageContaining("characters that cannot be seen")
			.satisfies(
					(ex) -> assertThat(ex.getMessage()).matches("[^\\p{Cntrl}\\u2028\\u2029\\u202e\\u2066\\u200b]*"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "db", "db/reporting", "größe", "日本", "a.b-c_d", "\uD83D\uDE00" })
	void aNameThatCanBeSeenIsOne(String name) {
		assertThat(CheckRegistration.isName(name)).isTrue();
	}

}
