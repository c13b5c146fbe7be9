package dev.probity.application;

import java.io.IOException;

import dev.probity.fixture.StubDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.GeneratedFiles.Kind;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.r2dbc.autoconfigure.R2dbcAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is written down of an application when it is built ahead of time.
 */
class AotProcessingTests {

	@Test
	void aContributorThatIsReplacedByACheckIsNotWrittenDown() throws IOException {
		InMemoryGeneratedFiles files = new InMemoryGeneratedFiles();
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.register(Application.class);
			DefaultGenerationContext generation = new DefaultGenerationContext(
					new ClassNameGenerator(ClassName.get(Application.class)), files);
			new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
			generation.writeGeneratedContent();
		}
		StringBuilder sources = new StringBuilder();
		for (String file : files.getGeneratedFiles(Kind.SOURCE).keySet()) {
			sources.append(files.getGeneratedFileContent(Kind.SOURCE, file));
		}
		assertThat(sources.toString()).contains("\"probityReplacedDataSourceContributor\"")
			.contains("\"diskSpaceHealthIndicator\"")
			.doesNotContain("\"dbHealthContributor\"");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration(
			exclude = { DataRedisAutoConfiguration.class, KafkaAutoConfiguration.class, R2dbcAutoConfiguration.class })
	static class Application {

		@Bean
		StubDataSource dataSource() {
			return new StubDataSource();
		}

	}

}
