package dev.probity.autoconfigure;

import dev.probity.web.ProbePaths;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletPath;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;

/**
 * Finds out whether an anonymous caller may reach the probes behind Spring Security.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = ProbityWebMvcAutoConfiguration.class,
		afterName = "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration")
@ConditionalOnClass({ WebInvocationPrivilegeEvaluator.class, DispatcherServletPath.class })
@ConditionalOnBean({ ProbePaths.class, WebInvocationPrivilegeEvaluator.class, DispatcherServletPath.class })
public final class ProbitySecurityAutoConfiguration {

	@Bean
	AnonymousAccessCheck probityAnonymousAccessCheck(ApplicationContext context, ProbePaths paths,
			WebInvocationPrivilegeEvaluator evaluator, DispatcherServletPath servletPath) {
		return new AnonymousAccessCheck(context, paths, evaluator, servletPath);
	}

}
