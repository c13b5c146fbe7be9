package dev.probity.autoconfigure;

import java.util.List;

import dev.probity.check.Secrets;
import dev.probity.web.ProbePaths;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;

/**
 * Warns if an anonymous caller may not reach a short probe path. Behind a form login such
 * a caller is redirected, and a kubelet takes a redirect for healthy.
 */
final class AnonymousAccessCheck implements ApplicationListener<ApplicationReadyEvent> {

	private static final Log logger = LogFactory.getLog(AnonymousAccessCheck.class);

	private final ApplicationContext context;

	private final ProbePaths paths;

	private final AnonymousAccess access;

	AnonymousAccessCheck(ApplicationContext context, ProbePaths paths, AnonymousAccess access) {
		this.context = context;
		this.paths = paths;
		this.access = access;
	}

	@Override
	public void onApplicationEvent(ApplicationReadyEvent event) {
		if (event.getApplicationContext() != this.context) {
			return;
		}
		List<String> denied = this.paths.probes().keySet().stream().filter((path) -> !isAllowed(path)).toList();
		if (!denied.isEmpty()) {
			logger.warn(("Spring Security does not let anonymous callers reach %s. A kubelet that is redirected to a "
					+ "login page takes that for healthy. Permit the probes in the application's security filter chain:"
					+ " %s")
				.formatted(String.join(", ", denied), this.access.permission()));
		}
	}

	private boolean isAllowed(String path) {
		try {
			return this.access.isAllowed(path);
		}
		catch (RuntimeException ex) {
			// a rule of the application, by address say, that needs a real request
			logger.info("Whether anonymous callers may reach %s cannot be found out: %s".formatted(path,
					Secrets.scrubbedLine(ex.toString())));
			return true;
		}
	}

}
