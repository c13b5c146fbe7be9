package dev.probity.settings;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes before all paths, however it is written.
 */
class MainBasePathTests {

	@ParameterizedTest
	@CsvSource({ "'', ''", "/, ''", "/shop, /shop", "/shop/, /shop", "shop, /shop", "'shop/ ', /shop",
			"/shop/de/, /shop/de" })
	void slashesMakeNoDifference(String said, String path) {
		MockEnvironment environment = new MockEnvironment().withProperty("spring.webflux.base-path", said);
		assertThat(MainBasePath.of(environment)).isEqualTo(path);
		assertThat(MainBasePath.ofWebFlux(environment)).isEqualTo(path);
	}

	@Test
	void theServletIsBelowTheContext() {
		MockEnvironment environment = new MockEnvironment().withProperty("server.servlet.context-path", "/shop/")
			.withProperty("spring.mvc.servlet.path", "/api/");
		assertThat(MainBasePath.of(environment)).isEqualTo("/shop/api");
		assertThat(MainBasePath.ofWebFlux(environment)).isEmpty();
	}

}
