package dev.probity.startup;

import java.util.concurrent.CompletableFuture;

import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.ProbeAgreement;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.StringUtils;

/**
 * An application that is held up by a startup task until the test has it finished.
 */
public final class WarmingApplication {

	private static final String[] SETTINGS = { "management.endpoints.web.exposure.include=health,info,probity",
			"logging.level.dev.probity.startup=off" };

	private WarmingApplication() {
	}

	public static RunningApplication start(WebStack stack, String... properties) {
		RunningApplication application = stack.run(new SpringApplicationBuilder(PlainApplication.class, WarmUp.class),
				StringUtils.concatenateStringArrays(SETTINGS, properties));
		application.switchboard().finishStart();
		return application;
	}

	@SuppressWarnings("unchecked")
	public static CompletableFuture<Void> warmUpOf(RunningApplication application) {
		return application.context().getBean("warmUp", CompletableFuture.class);
	}

	public static void finishWarmUp(RunningApplication application) {
		warmUpOf(application).complete(null);
		ProbeAgreement.of(application).startupIs("UP");
	}

	@Configuration(proxyBeanMethods = false)
	static class WarmUp {

		@Bean
		CompletableFuture<Void> warmUp() {
			return new CompletableFuture<>();
		}

		@Bean("warm-cache")
		StartupTask warmCache(CompletableFuture<Void> warmUp) {
			return (progress) -> {
				progress.set(1200, 5000);
				warmUp.get();
			};
		}

	}

}
