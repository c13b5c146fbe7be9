package dev.probity.port;

import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.util.ClassUtils;

/**
 * Whether a web application is only played: a context for the web without a server or a
 * container, as tests have it.
 */
final class ServedContexts {

	private static final ClassLoader LOADER = ServedContexts.class.getClassLoader();

	private static final boolean SERVERS = ClassUtils
		.isPresent("org.springframework.boot.web.server.context.WebServerApplicationContext", LOADER);

	private static final String[] WEB_CONTEXTS = { "org.springframework.web.context.WebApplicationContext",
			"org.springframework.boot.web.context.reactive.ReactiveWebApplicationContext" };

	private ServedContexts() {
	}

	static boolean isMock(ApplicationContext context) {
		return isOfWeb(context) && !(SERVERS && context instanceof WebServerApplicationContext);
	}

	private static boolean isOfWeb(ApplicationContext context) {
		for (String name : WEB_CONTEXTS) {
			if (ClassUtils.isPresent(name, LOADER) && ClassUtils.resolveClassName(name, LOADER).isInstance(context)) {
				return true;
			}
		}
		return false;
	}

}
