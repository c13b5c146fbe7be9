package dev.probity.application;

import java.util.List;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.probity.fixture.StubDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.web.server.servlet.context.AnnotationConfigServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What Probity puts into the context of an application with Spring MVC, a database and
 * Actuator: what users inject or replace, what Spring has to call, and the configurations
 * they come from. All else is assembled in plain Java.
 */
class FewBeansTests {

	private static final int AT_MOST = 47;

	private static final String OURS = "dev.probity.";

	private static final String[] NOT_IN_THE_APPLICATION = { "org.apache.kafka.", "org.springframework.kafka.",
			"org.springframework.amqp.", "org.springframework.jms.", "org.springframework.data.", "io.lettuce.",
			"redis.clients.", "io.r2dbc.", "org.springframework.r2dbc.", "reactor.", "org.reactivestreams.",
			"io.netty.", "org.eclipse.jetty.", "io.grpc.", "org.springframework.grpc.",
			"org.springframework.boot.grpc.", "org.springframework.security." };

	@Test
	void aWebApplicationWithADatabaseHasFewBeansOfProbity() {
		new WebApplicationContextRunner(AnnotationConfigServletWebServerApplicationContext::new)
			.withClassLoader(new FilteredClassLoader(NOT_IN_THE_APPLICATION))
			.withUserConfiguration(Application.class)
			.withPropertyValues("server.port=0")
			.run((context) -> {
				assertThat(context).hasNotFailed();
				List<String> beans = beans(context.getBeanFactory());
				assertThat(beans).hasSizeBetween(1, AT_MOST);
			});
	}

	/**
	 * Names of the beans of Probity, its configurations left out.
	 */
	private static List<String> beans(ConfigurableListableBeanFactory factory) {
		return Stream.of(factory.getBeanDefinitionNames())
			.filter((name) -> isOurs(factory, name) && !isConfiguration(factory, name))
			.sorted()
			.toList();
	}

	private static boolean isOurs(ConfigurableListableBeanFactory factory, String name) {
		BeanDefinition bean = factory.getBeanDefinition(name);
		String maker = bean.getFactoryBeanName();
		return isOurs(bean.getBeanClassName()) || (maker != null && isOurs(factory, maker));
	}

	private static boolean isOurs(@Nullable String type) {
		return type != null && type.startsWith(OURS) && !type.startsWith(FewBeansTests.class.getName());
	}

	private static boolean isConfiguration(ConfigurableListableBeanFactory factory, String name) {
		BeanDefinition bean = factory.getBeanDefinition(name);
		return bean.getFactoryMethodName() == null
				&& factory.findAnnotationOnBean(name, Configuration.class, false) != null;
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		DataSource dataSource() {
			return new StubDataSource();
		}

	}

}
