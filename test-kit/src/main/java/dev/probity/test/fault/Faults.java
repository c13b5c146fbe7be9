package dev.probity.test.fault;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Breaks the way to the servers that an application connects to: {@code
 * faults.db().hang()}. A bean of the contexts of tests with {@link ProbityFaults}.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class Faults implements AutoCloseable {

	private final ApplicationContext context;

	// by the names of the beans that say where the servers are
	private final Map<String, Way> ways = new ConcurrentHashMap<>();

	Faults(ApplicationContext context) {
		this.context = context;
	}

	/**
	 * For applications that no test class describes, but that a test starts itself:
	 * {@code new SpringApplicationBuilder(OrdersApplication.class).initializers(Faults.initializer())}.
	 * The context then has a bean of type {@link Faults}, and is healed before it is
	 * closed.
	 * @return what prepares a context before it is refreshed
	 */
	public static ApplicationContextInitializer<ConfigurableApplicationContext> initializer() {
		return (context) -> {
			new FaultyContext().initialize(context);
			context.addApplicationListener(new EndOfFaults(context));
		};
	}

	/**
	 * The way to the only database that is reached by JDBC.
	 * @return the way, to be broken
	 * @throws IllegalStateException if there is none or several, or if the application
	 * does not go that way
	 */
	public Fault db() {
		return fault(ServerKind.DB, null);
	}

	/**
	 * The way to one of several databases.
	 * @param bean the name of the bean of type {@code JdbcConnectionDetails} that says
	 * where it is
	 * @return the way, to be broken
	 * @throws IllegalStateException if there is none of that name
	 */
	public Fault db(String bean) {
		return fault(ServerKind.DB, bean);
	}

	/**
	 * The way to the only Redis.
	 * @return the way, to be broken
	 * @throws IllegalStateException if there is none or several
	 */
	public Fault redis() {
		return fault(ServerKind.REDIS, null);
	}

	/**
	 * The way to one of several Redis.
	 * @param bean the name of the bean of type {@code DataRedisConnectionDetails} that
	 * says where it is
	 * @return the way, to be broken
	 * @throws IllegalStateException if there is none of that name
	 */
	public Fault redis(String bean) {
		return fault(ServerKind.REDIS, bean);
	}

	/**
	 * The way to all brokers of the only Kafka cluster.
	 * @return the way, to be broken
	 * @throws IllegalStateException if there is none or several
	 */
	public Fault kafka() {
		return fault(ServerKind.KAFKA, null);
	}

	/**
	 * The way to all brokers of one of several Kafka clusters.
	 * @param bean the name of the bean of type {@code KafkaConnectionDetails} that says
	 * where it is
	 * @return the way, to be broken
	 * @throws IllegalStateException if there is none of that name
	 */
	public Fault kafka(String bean) {
		return fault(ServerKind.KAFKA, bean);
	}

	/**
	 * Heal all ways.
	 */
	public void heal() {
		this.ways.values().forEach(Way::heal);
		Faults above = above();
		if (above != null) {
			above.heal();
		}
	}

	private Fault fault(ServerKind kind, @Nullable String bean) {
		List<Found> found = found(kind).filter((way) -> bean == null || bean.equals(way.bean())).toList();
		if (found.size() != 1) {
			throw new IllegalStateException((found.isEmpty()) ? nothing(kind, bean)
					: "There are several connections to %s; name the one to be broken: %s".formatted(kind.words(),
							found.stream().map(Found::bean).sorted().collect(Collectors.joining(", "))));
		}
		return new Fault(found.get(0).bean(), found.get(0).way(), found.get(0).context());
	}

	private Stream<Found> found(ServerKind kind) {
		// the details may be made lazily
		kind.names(this.context).forEach(this.context::getBean);
		Stream<Found> here = this.ways.entrySet()
			.stream()
			.filter((way) -> way.getValue().kind() == kind)
			.map((way) -> new Found(way.getKey(), way.getValue(), this.context));
		Faults above = above();
		return (above != null) ? Stream.concat(here, above.found(kind)) : here;
	}

	/**
	 * Those of the parent, whose servers are the application's as well.
	 */
	private @Nullable Faults above() {
		ApplicationContext parent = this.context.getParent();
		return (parent != null && parent.containsBean(FaultyContext.FAULTS))
				? parent.getBean(FaultyContext.FAULTS, Faults.class) : null;
	}

	private String nothing(ServerKind kind, @Nullable String bean) {
		return "The application has no bean%s of type %s, from which its connection to %s would be made, so that no proxy can be put before it: connect it by properties or by @ServiceConnection, or replace the check by a fake (@AutoConfigureProbityTest)"
			.formatted((bean != null) ? " '" + bean + "'" : "", kind.type(), kind.words());
	}

	ApplicationContext context() {
		return this.context;
	}

	void add(String bean, Way way) {
		this.ways.put(bean, way);
	}

	/**
	 * Closes all ways; called when the context is gone.
	 */
	@Override
	public void close() {
		this.ways.values().forEach(Way::close);
	}

	private record Found(String bean, Way way, ApplicationContext context) {

	}

}
