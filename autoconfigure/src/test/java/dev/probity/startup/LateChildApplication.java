package dev.probity.startup;

import dev.probity.probe.Probes;
import org.awaitility.Awaitility;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application that has come up when it makes a child context, whose startup task
 * fails.
 */
public final class LateChildApplication {

	private LateChildApplication() {
	}

	public static void main(String[] arguments) {
		ConfigurableApplicationContext context = SpringApplication.run(Parent.class, arguments);
		Awaitility.await().until(context.getBean(Probes.class)::hasCompletedStartup);
		new SpringApplicationBuilder(Tenant.class).parent(context).web(WebApplicationType.NONE).run(arguments);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Parent {

	}

	/**
	 * What the child context is made for.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Tenant {

		@Bean
		StartupTask warmTenant() {
			return (progress) -> {
				throw new IllegalStateException("no route");
			};
		}

	}

}
