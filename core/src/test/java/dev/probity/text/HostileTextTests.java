package dev.probity.text;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Texts that are made to take long. Whoever goes back for each character needs hours for
 * them, so a generous limit tells.
 */
class HostileTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "a", "password: ", "token=token=", "//a:b", "//a:1/", "//a:<", "//a:b ", "jdbc:a:b/\"",
			"=@h:1", "//a:b@", "@h:1", "jdbc:a:b/", "bearer ", " ", "\"", "password=\"\\\"", "\\\"", "{", "auth={",
			"password={}", "password=(", "secret:'", "://@", "password=a b ", "password=a   ", "%25", "&amp;",
			"<password>", "<password x=", "name=password,", "value=a,name=", "value=\"a", "IDENTIFIED BY ",
			"password '", "-p x -u ", "LoginModule required ", "-----BEGIN PRIVATE KEY-----", "eyJa.", "Digest a=",
			"Authorization: a=\"", "password: |\n  ", "secrets:\n- a\n", "password=a,b", "\n", "aB", "-_",
			"ACL SETUSER a >b ", "{noop}", "?u=a&p=b", "password is 'a ", "password 'a\n", "password=<",
			"password=<a b", "password=not ", "password=must be a ", "$2a$10$",
			"command AUTH, with args beginning with: ", "[\"password\",", "[password,", ",a", "a is ", "secret is 'a ",
			"Password[a ", "Password[value=", "credentials a:", "aCredentials", "access token ", "key \"a\" value " })
	@Timeout(value = 60, unit = TimeUnit.SECONDS)
	void aHostileTextTakesTimeInProportionToItsLength(String part) {
		assertThat(Secrecy.hide(part.repeat(30_000 / part.length())).length()).isPositive();
		String text = part.repeat(1_000_000 / part.length());
		// no more is read
		assertThat(Secrecy.hide(text).length()).isLessThanOrEqualTo(200_001);
	}

	/**
	 * Names in values that turn out to be none, and what an end is looked for in vain.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "sid=", "?code=", "PWD=/", "sid=\\\"", "sid=a|", "bad token:{", "cookie:x=y denied +",
			"//a:b", "<password>" })
	@Timeout(value = 120, unit = TimeUnit.SECONDS)
	void fourTimesTheTextTakesAboutFourTimesTheTime(String part) {
		fastest(part, 5_000);
		long quarter = fastest(part, 24_000);
		assertThat(fastest(part, 96_000)).isLessThan(8 * quarter + TimeUnit.MILLISECONDS.toNanos(50));
	}

	@Test
	void aTextOfOrdinaryLengthIsReadInFullHoweverManyNamesAreInIt() {
		String text = "sid=orders|".repeat(150);
		assertThat(Secrecy.hide(text + " password=hunter2")).isEqualTo(text + " password=***");
	}

	private static long fastest(String part, int length) {
		String text = part.repeat(length / part.length()) + "/@";
		return LongStream.range(0, 3).map((run) -> {
			long begin = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
			Secrecy.hide(text);
			return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - begin;
		}).min().getAsLong();
	}

}
