package dev.probity.inquiry;

import java.nio.file.Path;
import java.util.stream.Stream;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.SelfSigned;
import dev.probity.fixture.WebStack;
import dev.probity.server.HeldServerTests;
import dev.probity.server.ServerThatSpeaksOtherwiseTests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.ConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A port on which an ordinary request does not get through, or not as the configuration
 * says, gives no false alarm.
 */
@ExtendWith(OutputCaptureExtension.class)
class UnaskablePortTests {

	private static final String UNKNOWN = "Could not determine";

	private static final String WARNING = "Probity does not answer anonymous callers";

	@TempDir
	static Path keys;

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void oneThatWantsACertificate(WebStack stack, CapturedOutput output) {
		start(stack, PlainApplication.class, output,
				Stream.concat(Stream.of(SelfSigned.server(keys)), Stream.of("server.ssl.client-auth=need")))
			.close();
		assertThat(output).contains(UNKNOWN).doesNotContain(WARNING);
		assertThat(output).as("what it speaks, though Tomcat answers a plain question in plain words")
			.contains("Probes: https://")
			.doesNotContain("http://");
	}

	@ParameterizedTest
	@EnumSource(WebStack.class)
	void oneThatSpeaksTlsWithoutTheConfigurationSayingSo(WebStack stack, CapturedOutput output) {
		start(stack, TlsInCode.class, output,
				Stream.of(SelfSigned.server(keys)).map((property) -> property.replace("server.ssl.", "fixture.")))
			.close();
		assertThat(output).doesNotContain(WARNING);
		if (stack == WebStack.JETTY) {
			// it knows no host but that of its certificate
			assertThat(output).contains(UNKNOWN).contains("the server answered 400");
		}
		else {
			assertThat(output).contains("Probes: https://").doesNotContain(UNKNOWN);
		}
	}

	/**
	 * Jetty does without it, and so can be asked.
	 */
	@Test
	void oneThatWantsTheProxyProtocol(CapturedOutput output) {
		isNoFault(WebStack.REACTOR_NETTY, ServerThatSpeaksOtherwiseTests.ProxyProtocol.class, output);
	}

	@ParameterizedTest
	@EnumSource(value = WebStack.class, names = { "JETTY", "REACTOR_NETTY" })
	void oneThatKnowsNothingButHttp2(WebStack stack, CapturedOutput output) {
		isNoFault(stack, ServerThatSpeaksOtherwiseTests.Http2Only.class, output);
	}

	@Test
	void oneThatKnowsNothingButHttp2OverTls(CapturedOutput output) {
		SelfSigned.server(keys);
		isNoFault(WebStack.REACTOR_NETTY, HeldServerTests.Http2OverTls.class, output, "test.keys=" + keys);
	}

	private static void isNoFault(WebStack stack, Class<?> source, CapturedOutput output, String... properties) {
		start(stack, source, output, Stream.concat(Stream.of("logging.level.dev.probity=info"), Stream.of(properties)))
			.close();
		assertThat(output).containsOnlyOnce(UNKNOWN)
			.doesNotContain(WARNING)
			.doesNotContainPattern(" WARN .* d(ev)?\\.p(robity)?\\.");
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "127.0.0.2", "::1" })
	void oneOfAnAddressIsAskedThere(String address, CapturedOutput output) {
		RunningApplication application = start(WebStack.TOMCAT, PlainApplication.class, output,
				Stream.of("server.address=" + address));
		application.context().close();
		assertThat(output).contains("Probes: http://" + (address.equals("::1") ? "[0:0:0:0:0:0:0:1]" : address) + ":")
			.doesNotContain(UNKNOWN)
			.doesNotContain(WARNING);
	}

	private static RunningApplication start(WebStack stack, Class<?> source, CapturedOutput output,
			Stream<String> properties) {
		RunningApplication application = stack.starting(source,
				Stream.concat(properties, Stream.of(AnsweredInOurPlaceTests.TOLD)).toArray(String[]::new));
		await().until(() -> output.getOut().contains(" : Probes: http"));
		return application;
	}

	@Configuration(proxyBeanMethods = false)
	@Import(PlainApplication.class)
	static class TlsInCode {

		@Bean
		WebServerFactoryCustomizer<ConfigurableWebServerFactory> tls(Environment environment) {
			return (factory) -> {
				Ssl ssl = new Ssl();
				ssl.setKeyStore(environment.getProperty("fixture.key-store"));
				ssl.setKeyStorePassword(environment.getProperty("fixture.key-store-password"));
				factory.setSsl(ssl);
			};
		}

	}

}
