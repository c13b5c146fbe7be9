package dev.probity.traffic;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class SafeClassifierTests {

	@ParameterizedTest
	@CsvSource({ "200,false,SUCCESS", "404,false,SUCCESS", "499,false,SUCCESS", "500,false,FAILURE",
			"503,false,FAILURE", "200,true,FAILURE", "404,true,SUCCESS", "500,true,FAILURE" })
	void theStandardCountsWhatTheServerHasToAnswerFor(int status, boolean error, RequestOutcome outcome) {
		assertThat(RequestOutcomeClassifier.standard().classify(request(status, error ? new Exception() : null)))
			.isEqualTo(outcome);
	}

	@Test
	void aClassifierDecides() {
		assertThat(classify(() -> (request) -> RequestOutcome.IGNORED)).isEqualTo(RequestOutcome.IGNORED);
	}

	@Test
	void oneThatThrowsLeavesItToTheStandardAndIsToldOnce(CapturedOutput output) {
		SafeClassifier guarded = new SafeClassifier(() -> (request) -> {
			throw new StackOverflowError("mine");
		});
		assertThat(guarded.classify(request(500, null))).isEqualTo(RequestOutcome.FAILURE);
		assertThat(guarded.classify(request(200, null))).isEqualTo(RequestOutcome.SUCCESS);
		assertThat(output).containsOnlyOnce("threw an exception for GET /orders (status 500)")
			.containsOnlyOnce("StackOverflowError: mine");
	}

	@Test
	void oneThatSaysNothingDoesSo(CapturedOutput output) {
		assertThat(classify(() -> (request) -> null)).isEqualTo(RequestOutcome.FAILURE);
		assertThat(output).containsOnlyOnce("returned null for GET /orders");
	}

	@Test
	void oneThatCannotBeMadeDoesSo(CapturedOutput output) {
		assertThat(classify(() -> {
			throw new IllegalStateException("no such bean");
		})).isEqualTo(RequestOutcome.FAILURE);
		assertThat(output).containsOnlyOnce("no such bean");
	}

	private static RequestOutcome classify(Supplier<RequestOutcomeClassifier> classifier) {
		return new SafeClassifier(classifier).classify(request(500, null));
	}

	private static CompletedRequest request(int status, @Nullable Throwable error) {
		return new CompletedRequest("GET", "/orders", status, error);
	}

}
