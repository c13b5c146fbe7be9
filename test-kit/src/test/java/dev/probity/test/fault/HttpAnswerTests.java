package dev.probity.test.fault;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an answer says, and whether it is the probe that says it.
 */
class HttpAnswerTests {

	@Test
	void aProbeSaysItInAWord() {
		assertThat(answer(200, "{\"status\":\"UP\"}").isUp()).isTrue();
		assertThat(answer(200, "{\"status\":\"DEGRADED\"}").isUp()).isFalse();
		assertThat(answer(200, "{\"status\":\"DEGRADED\"}").isDegraded()).isTrue();
		assertThat(answer(503, "{\"status\":\"DOWN\"}").isDown()).isTrue();
		assertThat(answer(503, "{\"status\":\"OUT_OF_SERVICE\",\"starting\":\"…\"}").word())
			.isEqualTo("OUT_OF_SERVICE");
	}

	@Test
	void aLoginPageAndTheWayToItAreNoAnswerOfAProbe() {
		assertThat(answer(302, "").passes()).isFalse();
		assertThat(answer(200, "<html>Please sign in</html>").passes()).isFalse();
		assertThat(answer(200, "<html>Please sign in</html>").isUp()).isFalse();
		assertThat(answer(302, "").word()).isEqualTo("302");
	}

	@Test
	void aHealthGroupIsWhatItSaysOfTheWhole() {
		assertThat(answer(200,
				"{\"components\":{\"db\":{\"status\":\"UP\"},\"redis\":{\"status\":\"DOWN\"}},\"status\":\"DEGRADED\"}")
			.word()).isEqualTo("DEGRADED");
		assertThat(answer(200, "{\"status\":\"UP\",\"components\":{\"search\":{\"status\":\"DEGRADED\"}}}").isUp())
			.isTrue();
	}

	private static HttpAnswer answer(int status, String body) {
		return new HttpAnswer(0, Duration.ZERO, status, body);
	}

}
