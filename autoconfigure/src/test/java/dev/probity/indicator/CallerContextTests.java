package dev.probity.indicator;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.ScopeNotActiveException;
import org.springframework.boot.health.contributor.Health;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationCredentialsNotFoundException;
import org.springframework.security.core.Authentication;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.context.request.RequestContextHolder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * What was thrown here shows that the caller is missed, whether it is thrown on or put
 * into the details. What a remote service says shows nothing.
 */
class CallerContextTests {

	@ParameterizedTest
	@ValueSource(strings = {
			"org.springframework.security.authentication.AuthenticationCredentialsNotFoundException: none",
			"java.lang.IllegalStateException: No thread-bound request found: Are you referring to",
			"Scope 'request' is not active for the current thread",
			"java.lang.NullPointerException: Cannot invoke \"jakarta.servlet.http.HttpSession.getId()\" because \"s\" is null" })
	void whatARemoteServiceAnswersShowsNothing(String body) {
		HttpServerErrorException answered = HttpServerErrorException.create("500 Internal Server Error: " + body,
				HttpStatus.INTERNAL_SERVER_ERROR, "Internal Server Error", new HttpHeaders(),
				body.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
		assertMissed(answered, false);
		assertMissed(new IllegalStateException(body), false);
		assertMissed(new IllegalStateException("the service failed", new NullPointerException(body)), false);
	}

	@Test
	void whatIsThrownHereShowsIt() {
		assertMissed(catchThrowable(RequestContextHolder::currentRequestAttributes), true);
		assertMissed(new AuthenticationCredentialsNotFoundException("none"), true);
		assertMissed(new ScopeNotActiveException("visits", "session", new IllegalStateException("no session")), true);
		assertMissed(new IllegalStateException("Cannot ask for request attribute - request is not active anymore!"),
				true);
		assertMissed(new IllegalArgumentException("servletRequest cannot be null"), true);
		assertMissed(catchThrowable(() -> authentication().getName()), true);
	}

	@Test
	void soDoesItsCause() {
		Throwable cause = catchThrowable(RequestContextHolder::currentRequestAttributes);
		assertThat(CallerContext.missedBy(new IllegalStateException("not allowed", cause))).isNotNull();
	}

	private static Authentication authentication() {
		return null;
	}

	private static void assertMissed(Throwable thrown, boolean missed) {
		assertThat(CallerContext.missedBy(thrown) != null).as(thrown.toString()).isEqualTo(missed);
		assertThat(CallerContext.missedBy(Health.down(thrown).build()) != null).as("detail: " + thrown)
			.isEqualTo(missed);
	}

}
