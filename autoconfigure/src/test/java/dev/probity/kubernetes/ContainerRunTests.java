package dev.probity.kubernetes;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.probity.lifecycle.RestartHistory;
import dev.probity.probe.Probes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * The container in runs of applications within this JVM, which goes on.
 */
@ExtendWith(OutputCaptureExtension.class)
class ContainerRunTests {

	@TempDir
	private Path directory;

	private Path file;

	@BeforeEach
	void mount() throws IOException {
		this.file = Files.createFile(this.directory.resolve("termination-log"));
	}

	private SpringApplicationBuilder application(Class<?> source) {
		return new SpringApplicationBuilder(source).web(WebApplicationType.NONE).properties(properties());
	}

	private String[] properties() {
		return new String[] { "spring.main.cloud-platform=kubernetes", "probity.probe-port=-1",
				"spring.main.banner-mode=off",
				"spring.autoconfigure.exclude="
						+ "org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration,"
						+ "org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration,"
						+ "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration,"
						+ "org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration",
				"probity.kubernetes.termination-message-path=" + this.file,
				"probity.kubernetes.ledger-path=" + this.directory };
	}

	@Test
	void aStartThatFailsForNoKnownReasonLeavesTheException() {
		assertThatException().isThrownBy(() -> application(Failing.class).run());
		assertThat(this.file).content()
			.startsWith("start failed: BeanCreationException: ")
			.endsWith("caused by IllegalStateException: no route to catalog");
		assertThat(this.directory.resolve(Ledger.FILE)).content().contains("\tfailed-start\t");
	}

	@Test
	void aContextThatIsClosedWhileItStartsSaysSoAndNotWhatFailsOfThat() {
		assertThatException().isThrownBy(() -> application(Closing.class).run())
			.withMessageContaining("closed already");
		assertThat(this.file)
			.hasContent("start failed: the application context was closed before the application had started");
		assertThat(this.directory.resolve(Ledger.FILE)).content().contains("\tfailed-start\t");
	}

	@Test
	void aStartThatFailsAfterAContextBelowItHasComeAndGoneSaysWhatHasFailed() {
		assertThatException().isThrownBy(() -> application(ChildAndFailure.class).run());
		assertThat(this.file).hasContent("start failed: IllegalStateException: no route to catalog");
	}

	@Test
	void aContextBelowThatFailsIsNotTheEndOfAnApplicationThatGoesOn() {
		SpringApplicationBuilder parent = application(Empty.class);
		try (ConfigurableApplicationContext above = parent.run()) {
			assertThatException().isThrownBy(() -> parent.child(Failing.class).web(WebApplicationType.NONE).run());
			assertThat(this.file).content().startsWith("start failed: BeanCreationException: ");
			above.getBean(Container.class).end().liveness(Finding.of("deadlock", "liveness: deadlock"));
			await().untilAsserted(() -> assertThat(this.file).hasContent("liveness: deadlock"));
		}
	}

	@Test
	void aContextThatIsClosedWhileTheProcessGoesOnSaysSo() {
		application(Application.class).run().close();
		assertThat(this.file).hasContent("the application context was closed");
		assertThat(this.directory.resolve(Ledger.FILE)).content().contains("\texit\t");
	}

	@Test
	void parentAndChildAreOneContainer() {
		SpringApplicationBuilder parent = application(Application.class);
		try (ConfigurableApplicationContext child = parent.child(Empty.class).web(WebApplicationType.NONE).run();
				ConfigurableApplicationContext above = parent.context()) {
			assertThat(child.getBean(Container.class)).isSameAs(above.getBean(Container.class));
			assertThat(this.directory.resolve(Ledger.FILE)).content().hasLineCount(1);
			assertThat(watches()).isEqualTo(1);
		}
	}

	@Test
	void aChildThatHasTheProbesIsWatchedForItsParent() {
		SpringApplicationBuilder parent = application(Empty.class);
		try (ConfigurableApplicationContext child = parent.child(Application.class).web(WebApplicationType.NONE).run();
				ConfigurableApplicationContext above = parent.context()) {
			assertThat(above.getBeanProvider(Probes.class).getIfAvailable()).isNull();
			assertThat(child.getBeanProvider(Probes.class).getIfAvailable()).isNotNull();
			assertThat(watches()).isEqualTo(1);
		}
	}

	@Test
	void aLedgerThatIsNotMountedIsAWarningAndNoLedger(CapturedOutput output) {
		try (ConfigurableApplicationContext context = application(Application.class)
			.run("--probity.kubernetes.ledger-path=" + this.directory.resolve("none"))) {
			assertThat(context.getBeanProvider(RestartHistory.class).getIfAvailable()).isNull();
			assertThat(output).contains("WARN",
					"There is no ledger of restarts: the directory '" + this.directory.resolve("none"),
					"'probity.kubernetes.ledger-path'");
			assertThat(this.directory.resolve("none")).doesNotExist();
		}
	}

	@Test
	@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
	void aLedgerWhoseVolumeHangsIsAWarningAndNoLedger(CapturedOutput output) throws IOException {
		Path hung = this.directory.resolve(Ledger.FILE + ".next");
		HungFile.make(hung);
		try (ConfigurableApplicationContext context = application(Application.class).run()) {
			assertThat(context.getBeanProvider(RestartHistory.class).getIfAvailable()).isNull();
			assertThat(output).contains("WARN")
				.containsOnlyOnce(
						"There is no ledger of restarts for this run: the directory '%s' ('probity.kubernetes.ledger-path') has not answered within 2s"
							.formatted(this.directory));
		}
		assertThat(this.file).hasContent("the application context was closed");
		try (FileChannel released = HungFile.release(hung)) {
			await().until(() -> threads("probity-ledger") == 0);
		}
	}

	private static long watches() {
		return threads("probity-last-words");
	}

	private static long threads(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name)).count();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class Empty {

	}

	@Configuration(proxyBeanMethods = false)
	static class Closing {

		@EventListener
		void onRefreshed(ContextRefreshedEvent event) {
			((ConfigurableApplicationContext) event.getApplicationContext()).close();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ChildAndFailure {

		@Bean
		ApplicationRunner runner(ConfigurableApplicationContext context) {
			return (arguments) -> {
				new SpringApplicationBuilder(Empty.class).parent(context).web(WebApplicationType.NONE).run().close();
				throw new IllegalStateException("no route to catalog");
			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Failing {

		@Bean
		String catalog() {
			throw new IllegalStateException("no route to catalog");
		}

	}

}
