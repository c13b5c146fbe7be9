package dev.probity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.probity.check.CheckSnapshot;
import dev.probity.time.Ticker;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The house as it is planned: rooms, and which may import which.
 */
class ArchitectureTests {

	private static final String BASE = "dev.probity.";

	private static final Set<String> CORE = Set.of("text", "time", "detail", "check", "engine", "lifecycle", "probe",
			"change");

	private static final Path TABLE = Path.of("../docs/architecture.md");

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z0-9]+)`[^|]*\\|[^|]+\\|([^|]*)\\|$");

	// what each may import besides the core; types of beans have tables, too
	private static final Map<String, Set<String>> MAY_IMPORT = rooms();

	// which thread waits in them
	private static final Map<String, String> TIMED_WAITS = Map.ofEntries(Map.entry("WakeUp", "one of the engine"),
			Map.entry("ConditionThread", "one of the engine"), Map.entry("StartupTimer", "one of the engine"),
			Map.entry("TimeLimitedObservation", "the worker of a check"),
			Map.entry("FutureAnswers", "the worker of a check"), Map.entry("HttpCheck", "the worker of a check"),
			Map.entry("PoolSaturation", "the worker of a check"), Map.entry("QueuedBorrower", "the worker of a check"),
			Map.entry("R2dbcSession", "the worker of a check"), Map.entry("RoutedTargets", "the worker of a check"),
			Map.entry("RunLimit", "the worker of a check"),
			Map.entry("CheckLifecycle", "the one that starts the context"),
			Map.entry("CompositeListing", "the one that starts the context, or registers a composite"),
			Map.entry("Sleeper", "the one that ends the process"), Map.entry("EndWatch", "a dedicated one"),
			Map.entry("LivenessExit", "the one that ends the process"),
			Map.entry("FileThread", "the one that starts or ends the context"),
			Map.entry("ProbePort", "the one that ends the context"));

	private static final JavaClasses CLASSES = new ClassFileImporter().withImportOption(new OwnCode())
		.importPackages("dev.probity");

	@Test
	void everyRoomIsInTheTable() {
		assertThat(CLASSES.stream().map(ArchitectureTests::room).collect(Collectors.toSet()))
			.isEqualTo(MAY_IMPORT.keySet());
	}

	@Test
	void roomsImportOnlyWhatTheTableAllows() {
		MAY_IMPORT.forEach((room, others) -> {
			assertThat(MAY_IMPORT.keySet()).as("what '%s' may import", room).containsAll(others);
			Set<String> allowed = others.stream().map((other) -> BASE + other).collect(Collectors.toSet());
			allowed.add(BASE + room);
			CORE.forEach((engine) -> allowed.add(BASE + engine));
			noClasses().that()
				.resideInAPackage(BASE + room)
				.should()
				.dependOnClassesThat(resideInAnyPackage("dev.probity..")
					.and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
				.as("Classes of '%s' import the core and no room but %s".formatted(room, others))
				.check(CLASSES);
		});
	}

	@Test
	void theEngineKnowsNothingButJava() {
		String[] engine = CORE.stream().map((room) -> BASE + room).toArray(String[]::new);
		classes().that()
			.resideInAnyPackage(engine)
			.should()
			.onlyDependOnClassesThat(
					resideInAnyPackage("java..", "org.jspecify.annotations").or(resideInAnyPackage(engine)))
			.check(CLASSES);
	}

	@Test
	void roomsFormNoCircle() {
		slices().matching("dev.probity.(*)..").should().beFreeOfCycles().check(CLASSES);
	}

	/**
	 * An abstraction may name what implements it, to make or to permit it: that is one
	 * idea. Nothing else may need a class that needs it.
	 */
	@Test
	void classesFormNoCircle() {
		Map<JavaClass, Set<JavaClass>> needs = new HashMap<>();
		CLASSES.stream()
			.flatMap((type) -> type.getDirectDependenciesFromSelf().stream())
			.filter((dependency) -> dependency.getTargetClass().getPackageName().startsWith(BASE))
			.filter((dependency) -> !dependency.getTargetClass().isAssignableTo(dependency.getOriginClass().getName()))
			.forEach((dependency) -> needs
				.computeIfAbsent(outermost(dependency.getOriginClass()), (type) -> new HashSet<>())
				.add(outermost(dependency.getTargetClass())));
		needs.forEach((type, needed) -> needed.remove(type));
		// what needs nothing that is left is in no circle
		while (needs.values().removeIf((needed) -> needed.stream().noneMatch(needs::containsKey))) {
			continue;
		}
		// nor is what nothing needs that is left
		while (needs.keySet()
			.removeIf((type) -> needs.values().stream().noneMatch((needed) -> needed.contains(type)))) {
			continue;
		}
		assertThat(needs).isEmpty();
	}

	private static JavaClass outermost(JavaClass type) {
		return type.getEnclosingClass().map(ArchitectureTests::outermost).orElse(type);
	}

	@Test
	void whatIsMadeUnlessABeanOfAProbityNameIsThereHasThatName() {
		CLASSES.stream()
			.flatMap((type) -> type.getMethods().stream())
			.filter((method) -> method.isAnnotatedWith(ConditionalOnMissingBean.class))
			.forEach((method) -> {
				String[] names = method.getAnnotationOfType(ConditionalOnMissingBean.class).name();
				assertThat(names).as(method.getFullName())
					.filteredOn((name) -> name.startsWith("probity"))
					.allMatch(method.getName()::equals);
			});
	}

	@Test
	void noRoomIsABoxForAnything() {
		noClasses().should()
			.resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..internal..", "..helper..")
			.check(CLASSES);
	}

	@Test
	void whatNeedsR2dbcSaysSoInItsName() {
		noClasses().that()
			.haveNameNotMatching(".*\\.R2dbc\\w+(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.r2dbc..")
			.because("it is optional: what touches it may be loaded only where it is there")
			.check(CLASSES);
	}

	@Test
	void whatNeedsKafkaSaysSoInItsName() {
		noClasses().that()
			.haveNameNotMatching(".*\\.Kafka\\w+(\\$.*)?")
			.and()
			.haveNameNotMatching(".*\\$Kafka\\w+")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.apache.kafka..", "org.springframework.kafka..")
			.because("it is optional: what touches it may be loaded only where it is there")
			.check(CLASSES);
	}

	@Test
	void whatNeedsGrpcSaysSoInItsName() {
		noClasses().that()
			.haveNameNotMatching(".*\\.(Probity)?Grpc\\w+(\\$.*)?")
			.and()
			.haveNameNotMatching(".*\\$GrpcConfiguration")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("io.grpc..", "org.springframework.grpc..", "org.springframework.boot.grpc..")
			.because("it is optional: what touches it may be loaded only where it is there")
			.check(CLASSES);
	}

	@Test
	void whatSpringBoot40DoesNotHaveIsUsedByGrpcOnly() {
		noClasses().that()
			.haveNameNotMatching(".*Grpc\\w+(\\$.*)?")
			.should()
			.dependOnClassesThat()
			.haveFullyQualifiedName("org.springframework.boot.diagnostics.FailureAnalyzedException")
			.orShould()
			.dependOnClassesThat()
			.haveNameMatching("org\\.springframework\\.boot\\.health\\..*Membership.*")
			.orShould()
			.dependOnClassesThat()
			.haveFullyQualifiedName("org.springframework.amqp.core.MessageListenerContainer")
			.because("there they would not be found when the application starts")
			.check(CLASSES);
		noClasses().should()
			.accessTargetWhere(isOneOf("a method that came with 4.1", (owner, method) -> switch (owner) {
				case "org.springframework.boot.health.actuate.endpoint.HttpCodeStatusMapper" ->
					method.equals("of") || method.equals("getDefault");
				case "org.springframework.boot.health.actuate.endpoint.StatusAggregator" -> method.equals("of");
				// returns another type than in Spring AMQP 4.0
				case "org.springframework.amqp.rabbit.listener.RabbitListenerEndpointRegistry" ->
					method.equals("getListenerContainer");
				default -> false;
			}))
			.check(CLASSES);
	}

	/**
	 * Two who derive it come to two answers: others ask what is shown of a check.
	 */
	@Test
	void onlyTheEngineDerivesWhetherAStateIsStale() {
		noClasses().that()
			.resideOutsideOfPackages(BASE + "check", BASE + "engine", BASE + "probe")
			.should()
			.accessTargetWhere(isOneOf("the age limit of a state",
					(owner, method) -> owner.equals(CheckSnapshot.class.getName())
							&& (method.equals("isStale") || method.equals("staleAt"))))
			.check(CLASSES);
	}

	@Test
	void timeComesFromTheTicker() {
		noClasses().that(not(equivalentTo(Ticker.class)))
			.should()
			.accessTargetWhere(isOneOf("the time or a sleep", (owner, method) -> switch (owner) {
				case "java.lang.System" -> method.equals("nanoTime") || method.equals("currentTimeMillis");
				case "java.lang.Thread" -> method.equals("sleep");
				case "java.time.Instant", "java.time.LocalDateTime", "java.time.ZonedDateTime",
						"java.time.OffsetDateTime" ->
					method.equals("now");
				case "java.util.concurrent.TimeUnit" -> method.equals("sleep");
				default -> false;
			}))
			.check(CLASSES);
	}

	/**
	 * So that nothing that answers a probe waits, and no test has to sleep.
	 */
	@Test
	void whereAThreadWaitsForTimeToPassIsKnown() {
		Set<String> waiting = CLASSES.stream()
			.flatMap((type) -> type.getAccessesFromSelf().stream())
			.filter(ArchitectureTests::isTimedWait)
			.map((access) -> access.getOriginOwner().getSimpleName())
			.collect(Collectors.toSet());
		assertThat(waiting).containsExactlyInAnyOrderElementsOf(TIMED_WAITS.keySet());
	}

	private static boolean isTimedWait(JavaAccess<?> access) {
		String owner = access.getTargetOwner().getFullName();
		boolean timed = access.getTarget() instanceof CodeUnitAccessTarget target && target.getRawParameterTypes()
			.stream()
			.anyMatch((type) -> type.isEquivalentTo(long.class) || type.isEquivalentTo(Duration.class));
		return timed && switch (access.getTarget().getName()) {
			case "wait", "join" -> true;
			case "parkNanos", "parkUntil", "await", "awaitNanos", "awaitTermination", "get", "poll", "tryAcquire",
					"tryLock", "exchange" ->
				owner.startsWith("java.util.concurrent.");
			case "block", "blockFirst", "blockLast" -> owner.startsWith("reactor.");
			default -> false;
		};
	}

	/**
	 * An application may have its events delivered by an executor, which keeps no order.
	 */
	@Test
	void eventsAreHeardInTheOrderInWhichTheyArePublished() {
		assertThat(CLASSES.stream()
			.filter((type) -> type.isAssignableTo(ApplicationListener.class) && !type.isInterface())
			.filter((type) -> type.tryGetMethod("supportsAsyncExecution").isEmpty())
			.map(JavaClass::getName)).as("may be notified on another thread").isEmpty();
	}

	@Test
	void caseIsChangedWithALocale() {
		noClasses().should()
			.accessTargetWhere(isOneOf("a change of case without a locale",
					(owner, method) -> owner.equals("java.lang.String")
							&& (method.equals("toLowerCase()") || method.equals("toUpperCase()"))))
			.check(CLASSES);
	}

	@Test
	void everyPackageIsNullMarkedAndSaysWhatItIsFor() {
		Set<JavaPackage> packages = CLASSES.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
		assertThat(packages).isNotEmpty()
			.allSatisfy((room) -> assertThat(room.isAnnotatedWith(NullMarked.class)).as(room.getName()).isTrue());
	}

	@Test
	void autoConfigurationsArePublicAndFinalAndShowNothingElse() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(CLASSES);
		methods().that().areAnnotatedWith(Bean.class).should().bePackagePrivate().check(CLASSES);
		methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.check(CLASSES);
	}

	private static Map<String, Set<String>> rooms() {
		try {
			return ROW.matcher(Files.readString(TABLE))
				.results()
				.collect(Collectors.toMap((row) -> row.group(1),
						(row) -> Stream.of(row.group(2).split("[`\\s]+"))
							.filter((room) -> !room.isEmpty())
							.collect(Collectors.toSet())));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String room(JavaClass type) {
		return type.getPackageName().substring(BASE.length());
	}

	/**
	 * Calls and method references; a method without parameters is named with brackets.
	 */
	private static DescribedPredicate<JavaAccess<?>> isOneOf(String what, BiPredicate<String, String> methods) {
		return DescribedPredicate.describe("is " + what, (access) -> {
			String owner = access.getTargetOwner().getFullName();
			String name = access.getTarget().getName();
			return methods.test(owner, name) || (access.getTarget() instanceof CodeUnitAccessTarget target
					&& target.getRawParameterTypes().isEmpty() && methods.test(owner, name + "()"));
		});
	}

}
