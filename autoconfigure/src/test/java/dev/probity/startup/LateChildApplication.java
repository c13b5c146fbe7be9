package dev.probity.startup;

import dev.probity.probe.Probes;

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

	public static void main(String[] arguments) throws InterruptedException {
		ConfigurableApplicationContext context = SpringApplication.run(Parent.class, arguments);
		Probes probes = context.getBean(Probes.class);
		while (!probes.hasCompletedStartup()) {
			Thread.sleep(20);
		}
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
