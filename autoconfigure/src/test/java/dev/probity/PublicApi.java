package dev.probity;

import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericDeclaration;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes down what others can compile against: a line for each type, and below it one for
 * each member. It is the same on every JDK and in whichever order a compiler writes.
 */
final class PublicApi {

	private static final Set<String> OF_EVERY_OBJECT = Set.of("equals(Object)", "hashCode()", "toString()");

	private static final Set<String> OF_EVERY_ENUM = Set.of("values()", "valueOf(String)");

	private PublicApi() {
	}

	/**
	 * The API that some types are.
	 * @param types all types that there are, whatever their visibility
	 */
	static List<String> of(Collection<Class<?>> types) {
		return types.stream()
			.filter(PublicApi::isVisible)
			.sorted(Comparator.comparing(Class::getName))
			.flatMap((type) -> Stream.concat(Stream.of(type(type)), members(type).map((member) -> "\t" + member)))
			.toList();
	}

	private static boolean isVisible(Class<?> type) {
		Class<?> around = type.getEnclosingClass();
		return !type.isSynthetic() && !type.isAnonymousClass() && !type.isLocalClass() && isVisible(type, around)
				&& (around == null || isVisible(around));
	}

	private static boolean isVisible(Class<?> type, Class<?> around) {
		int modifiers = type.getModifiers();
		return Modifier.isPublic(modifiers) || (around != null && Modifier.isProtected(modifiers) && isOpen(around));
	}

	/**
	 * Whether others can extend a class, and see what is protected.
	 */
	private static boolean isOpen(Class<?> type) {
		return !Modifier.isFinal(type.getModifiers()) && !type.isEnum() && !type.isSealed();
	}

	private static String type(Class<?> type) {
		String superclass = (type.getSuperclass() == null || type.isEnum() || type.isRecord()
				|| type.getSuperclass() == Object.class) ? "" : " extends " + name(type.getGenericSuperclass());
		String interfaces = Stream.of(type.getGenericInterfaces())
			.map(PublicApi::name)
			.collect(Collectors.joining(", "));
		return type.getName() + ": " + modifiers(type) + kind(type) + components(type)
				+ (" " + parameters(type)).stripTrailing() + superclass
				+ (interfaces.isEmpty() ? "" : (type.isInterface() ? " extends " : " implements ") + interfaces);
	}

	private static String modifiers(Class<?> type) {
		int modifiers = type.getModifiers();
		boolean plain = !type.isInterface() && !type.isEnum() && !type.isRecord();
		return (Modifier.isProtected(modifiers) ? "protected " : "")
				+ (type.isSealed() && !type.isEnum() ? "sealed " : "")
				+ (plain && Modifier.isAbstract(modifiers) ? "abstract " : "")
				+ (plain && Modifier.isFinal(modifiers) ? "final " : "");
	}

	private static String kind(Class<?> type) {
		return type.isAnnotation() ? "annotation"
				: type.isInterface() ? "interface" : type.isEnum() ? "enum" : type.isRecord() ? "record" : "class";
	}

	private static String components(Class<?> type) {
		return !type.isRecord() ? ""
				: Stream.of(type.getRecordComponents())
					.map(RecordComponent::getName)
					.collect(Collectors.joining(", ", "(", ")"));
	}

	private static Stream<String> members(Class<?> type) {
		Set<String> fields = new TreeSet<>();
		Set<String> constructors = new TreeSet<>();
		Set<String> methods = new TreeSet<>();
		Stream.of(type.getDeclaredConstructors())
			.filter((constructor) -> isVisible(type, constructor))
			.forEach((constructor) -> constructors.add(constructor(constructor)));
		withHidden(type).forEach((declaring) -> {
			Stream.of(declaring.getDeclaredFields())
				.filter((field) -> isVisible(type, field))
				.forEach((field) -> fields.add(field(field)));
			Stream.of(declaring.getDeclaredMethods())
				.filter((method) -> isVisible(type, method) && !isUnderstood(type, method))
				.forEach((method) -> methods.add(method(method)));
		});
		return Stream.of(fields, constructors, methods).flatMap(Set::stream);
	}

	/**
	 * A type, and those of which it inherits what nobody could see otherwise.
	 */
	private static Stream<Class<?>> withHidden(Class<?> type) {
		Stream<Class<?>> above = Stream.concat(Stream.ofNullable(type.getSuperclass()),
				Stream.of(type.getInterfaces()));
		return Stream.concat(Stream.of(type),
				above.filter((each) -> each.getName().startsWith("dev.probity.") && !isVisible(each))
					.flatMap(PublicApi::withHidden));
	}

	private static boolean isVisible(Class<?> type, Member member) {
		int modifiers = member.getModifiers();
		return !member.isSynthetic()
				&& (Modifier.isPublic(modifiers) || (Modifier.isProtected(modifiers) && isOpen(type)));
	}

	private static boolean isUnderstood(Class<?> type, Method method) {
		String signature = method.getName() + arguments(method);
		return OF_EVERY_OBJECT.contains(signature) || (type.isEnum() && OF_EVERY_ENUM.contains(signature));
	}

	private static String field(Field field) {
		String constant = Modifier.isFinal(field.getModifiers()) ? "final " : "";
		return field.isEnumConstant() ? field.getName()
				: modifiers(field) + constant + field.getName() + ": " + name(field.getGenericType());
	}

	private static String constructor(Constructor<?> constructor) {
		return modifiers(constructor) + parameters(constructor) + "new" + arguments(constructor)
				+ failures(constructor);
	}

	private static String method(Method method) {
		boolean closed = Modifier.isFinal(method.getModifiers()) && isOpen(method.getDeclaringClass());
		return modifiers(method) + (closed ? "final " : "") + (method.isDefault() ? "default " : "")
				+ parameters(method) + method.getName() + arguments(method) + ": " + name(method.getGenericReturnType())
				+ failures(method);
	}

	/**
	 * Not of a method of an interface that it is abstract: it cannot be otherwise.
	 */
	private static String modifiers(Member member) {
		int modifiers = member.getModifiers();
		Class<?> type = member.getDeclaringClass();
		return (Modifier.isProtected(modifiers) ? "protected " : "") + (Modifier.isStatic(modifiers) ? "static " : "")
				+ (Modifier.isAbstract(modifiers) && !type.isInterface() ? "abstract " : "");
	}

	private static String parameters(GenericDeclaration declaration) {
		return (declaration.getTypeParameters().length == 0) ? ""
				: Stream.of(declaration.getTypeParameters())
					.map((parameter) -> parameter.getName() + bounds(parameter.getBounds()))
					.collect(Collectors.joining(", ", "<", "> "));
	}

	private static String bounds(Type[] bounds) {
		return (bounds.length == 1 && bounds[0] == Object.class) ? ""
				: Arrays.stream(bounds).map(PublicApi::name).collect(Collectors.joining(" & ", " extends ", ""));
	}

	private static String arguments(Executable executable) {
		return Stream.of(executable.getGenericParameterTypes())
			.map(PublicApi::name)
			.collect(Collectors.joining(", ", "(", ")"));
	}

	private static String failures(Executable executable) {
		return (executable.getGenericExceptionTypes().length == 0) ? ""
				: Stream.of(executable.getGenericExceptionTypes())
					.map(PublicApi::name)
					.sorted()
					.collect(Collectors.joining(", ", " throws ", ""));
	}

	/**
	 * Without the package where that is ours or the JDK's: a type of ours that moves is
	 * one change, and not one wherever it is used.
	 */
	private static String name(Type type) {
		return type.getTypeName()
			.replaceAll("\\b(?:dev\\.probity|java)\\.(?:[a-z0-9]+\\.)*(?=[A-Z])", "")
			.replace('$', '.');
	}

}
