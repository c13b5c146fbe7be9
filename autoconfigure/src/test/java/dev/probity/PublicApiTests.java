package dev.probity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.probity.fixture.PublicApi;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What users can compile against is written down in <code>api.txt</code>, a type or a
 * member a line, so that nobody changes it unnoticed: whoever reviews a change sees it
 * there.
 */
class PublicApiTests {

	private static final Path FILE = Path.of("src/test/resources/dev/probity/api.txt");

	private static final String ACCEPT = "probity.api.accept";

	@Test
	void isWhatTheReviewedFileSays() throws IOException {
		List<String> now = PublicApi.of(new ClassFileImporter().withImportOption(new OwnCode())
			.importPackages("dev.probity")
			.stream()
			.map(JavaClass::reflect)
			.toList());
		assertThat(now).hasSizeGreaterThan(100);
		if (Boolean.getBoolean(ACCEPT)) {
			Files.write(FILE, now);
		}
		List<String> difference = difference(Files.readAllLines(FILE), now);
		assertThat(difference.isEmpty())
			.as(() -> """
					The public API is not what %s says:
					%s
					If that is what you want, accept it, and have the changed file reviewed:
					mvn -pl autoconfigure -am test -Dtest=PublicApiTests -D%s=true -Dsurefire.failIfNoSpecifiedTests=false"""
				.formatted(FILE, String.join("\n", difference), ACCEPT))
			.isTrue();
	}

	@Test
	void aDifferenceNamesWhatHasComeAndGoneWithItsType() {
		assertThat(difference(List.of("a.A: class", "\tnew()", "\tb(): int", "a.B: class", "\tnew()"),
				List.of("a.A: class", "\tb(): long", "\tnew()", "a.C: class", "\tnew()")))
			.containsExactly("- a.A b(): int", "+ a.A b(): long", "- a.B new()", "- a.B: class", "+ a.C new()",
					"+ a.C: class");
	}

	private static List<String> difference(List<String> reviewed, List<String> now) {
		List<String> before = withTypes(reviewed);
		List<String> after = withTypes(now);
		TreeSet<String> all = new TreeSet<>(before);
		all.addAll(after);
		return all.stream()
			.filter((line) -> before.contains(line) != after.contains(line))
			.map((line) -> (before.contains(line) ? "- " : "+ ") + line)
			.toList();
	}

	private static List<String> withTypes(List<String> lines) {
		List<String> all = new ArrayList<>();
		String type = "";
		for (String line : lines) {
			boolean member = line.startsWith("\t");
			type = member ? type : line.substring(0, line.indexOf(':'));
			all.add(member ? type + " " + line.strip() : line);
		}
		return all;
	}

}
