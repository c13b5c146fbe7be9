package dev.probity.web;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.probity.fixture.EachFramework;
import dev.probity.fixture.PlainApplication;
import dev.probity.fixture.RunningApplication;
import dev.probity.fixture.WebStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinitionHolder;
import org.springframework.beans.factory.config.DependencyDescriptor;
import org.springframework.beans.factory.support.AutowireCandidateResolver;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The beans that answer a probe know each other from the start: looking one up may take
 * long, or wait for another thread that makes one.
 */
@ParameterizedClass
@EachFramework
class BeanLookupTests {

	private static final List<String> PATHS = List.of("/readyz", "/livez", "/readyz?verbose",
			"/actuator/health/readiness", "/actuator/health/liveness", "/");

	private final WebStack stack;

	BeanLookupTests(WebStack stack) {
		this.stack = stack;
	}

	@Test
	void noRequestLooksForAny() {
		try (RunningApplication application = this.stack.started(PlainApplication.class)) {
			// what the first request makes is there for all others
			PATHS.forEach(application::get);
			Lookups lookups = Lookups.in(application);
			assertThat(PATHS).allSatisfy((path) -> {
				application.get(path);
				assertThat(lookups.ofRequests()).isEmpty();
			});
		}
	}

	@Test
	void aLookupIsNoticed() {
		try (RunningApplication application = this.stack.started(PlainApplication.class)) {
			Lookups lookups = Lookups.in(application);
			application.context().getAutowireCapableBeanFactory().createBean(Seeker.class).seek();
			assertThat(lookups.ofRequests()).containsOnly(Thread.currentThread().getName());
		}
	}

	private static final class Seeker {

		private final ObjectProvider<Seeker> others;

		Seeker(ObjectProvider<Seeker> others) {
			this.others = others;
		}

		void seek() {
			assertThat(this.others.getIfAvailable()).isNull();
		}

	}

	/**
	 * Notes who looks for a bean of some type.
	 */
	private static final class Lookups implements AutowireCandidateResolver {

		private final AutowireCandidateResolver resolver;

		private final List<String> threads = new CopyOnWriteArrayList<>();

		private Lookups(AutowireCandidateResolver resolver) {
			this.resolver = resolver;
		}

		static Lookups in(RunningApplication application) {
			DefaultListableBeanFactory beans = (DefaultListableBeanFactory) application.context().getBeanFactory();
			Lookups lookups = new Lookups(beans.getAutowireCandidateResolver());
			beans.setAutowireCandidateResolver(lookups);
			return lookups;
		}

		/**
		 * Checks may look for what they ask, on their own threads.
		 */
		List<String> ofRequests() {
			return this.threads.stream().filter((thread) -> !thread.startsWith("probity-")).toList();
		}

		@Override
		public Object getSuggestedValue(DependencyDescriptor descriptor) {
			this.threads.add(Thread.currentThread().getName());
			return this.resolver.getSuggestedValue(descriptor);
		}

		@Override
		public boolean isAutowireCandidate(BeanDefinitionHolder definition, DependencyDescriptor descriptor) {
			return this.resolver.isAutowireCandidate(definition, descriptor);
		}

	}

}
