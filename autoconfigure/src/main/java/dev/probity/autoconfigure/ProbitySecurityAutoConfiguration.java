package dev.probity.autoconfigure;

import dev.probity.web.ProbePaths;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.server.WebFilterChainProxy;

/**
 * Finds out whether an anonymous caller may reach the probes behind Spring Security.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { ProbityWebMvcAutoConfiguration.class, ProbityWebFluxAutoConfiguration.class },
		afterName = { "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
				"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration" })
@ConditionalOnBean(ProbePaths.class)
public final class ProbitySecurityAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebInvocationPrivilegeEvaluator.class, DispatcherServletPath.class })
	@ConditionalOnBean({ WebInvocationPrivilegeEvaluator.class, DispatcherServletPath.class })
	static class WebMvcConfiguration {

		@Bean
		AnonymousAccessCheck probityAnonymousAccessCheck(ApplicationContext context, ProbePaths paths,
				WebInvocationPrivilegeEvaluator evaluator, DispatcherServletPath servletPath) {
			return new AnonymousAccessCheck(context, paths, new WebMvcAnonymousAccess(evaluator, servletPath));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ WebFilterChainProxy.class, Mono.class })
	@ConditionalOnBean(WebFilterChainProxy.class)
	static class WebFluxConfiguration {

		@Bean
		AnonymousAccessCheck probityAnonymousAccessCheck(ApplicationContext context, ProbePaths paths,
				WebFilterChainProxy security) {
			return new AnonymousAccessCheck(context, paths, new WebFluxAnonymousAccess(context, security));
		}

	}

}
