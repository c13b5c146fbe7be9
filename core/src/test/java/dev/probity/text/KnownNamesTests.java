package dev.probity.text;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownNamesTests {

	private final KnownNames names = new KnownNames();

	@Test
	void aNameMeansTheSameAtEachLook() {
		assertThat(this.names.of("clientSecret")).isEqualTo(SecretName.SECRET).isEqualTo(this.names.of("clientSecret"));
		assertThat(this.names.of("active")).isEqualTo(SecretName.NONE).isEqualTo(this.names.of("active"));
	}

	@Test
	void howeverManyThereAreEachMeansTheSame() {
		for (int i = 0; i < 5_000; i++) {
			assertThat(this.names.of("password" + i)).isEqualTo(SecretName.of("password" + i));
		}
		assertThat(this.names.of("clientSecret")).isEqualTo(SecretName.SECRET);
	}

}
