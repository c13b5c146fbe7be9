package dev.probity.starter;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * What is published is complete: every module of the build that does not say
 * {@code maven.deploy.skip}.
 */
class PublishedModulesTests {

	private static final Path HOME = Path.of("..");

	private static final XPath XPATH = XPathFactory.newInstance().newXPath();

	@Test
	void theBomNamesEachOfThemAndNothingElse() throws Exception {
		assertThat(published()).contains("probity-core", "probity-spring-boot-autoconfigure",
				"probity-spring-boot-starter");
		assertThat(texts(pom(HOME.resolve("bom")), "/project/dependencyManagement/dependencies/dependency/artifactId"))
			.containsExactlyInAnyOrderElementsOf(published());
	}

	@Test
	void theBomNamesThemInTheVersionOfTheBuild() throws Exception {
		String managed = "/project/dependencyManagement/dependencies/dependency/";
		Document bom = pom(HOME.resolve("bom"));
		assertThat(texts(bom, managed + "groupId")).containsOnly("dev.probity");
		assertThat(texts(bom, managed + "version")).containsOnly("${project.version}").hasSameSizeAs(published());
	}

	@Test
	void eachSaysWhatItIs() throws Exception {
		for (Document module : modules()) {
			assertThat(texts(module, "/project/name")).as(artifactId(module)).hasSize(1);
			assertThat(texts(module, "/project/description")).as(artifactId(module)).hasSize(1);
		}
	}

	@Test
	void eachJarHasAModuleNameOfItsOwn() throws Exception {
		List<String> names = modules().stream()
			.flatMap((module) -> texts(module, "/project/build//Automatic-Module-Name").stream())
			.toList();
		assertThat(names).hasSameSizeAs(published())
			.doesNotHaveDuplicates()
			.allMatch((name) -> name.startsWith("dev.probity."));
	}

	@Test
	void noneOfThemPublishesItsTests() throws Exception {
		for (Document module : modules()) {
			assertThat(texts(module, "//goal")).as(artifactId(module)).doesNotContain("test-jar");
		}
	}

	@Test
	void theModuleNameIsInTheJar() {
		Path jar = Stream.of(System.getProperty("starter.class-path").split(File.pathSeparator))
			.map(Path::of)
			.filter((entry) -> entry.getFileName().toString().startsWith("probity-spring-boot-autoconfigure"))
			.findFirst()
			.orElse(HOME);
		assumeThat(Files.isRegularFile(jar)).as("packaged, as in mvn verify").isTrue();
		assertThat(ModuleFinder.of(jar).findAll()).extracting(ModuleReference::descriptor)
			.extracting(ModuleDescriptor::name)
			.containsExactly("dev.probity.autoconfigure");
	}

	private static List<String> published() throws Exception {
		return modules().stream().map(PublishedModulesTests::artifactId).toList();
	}

	private static List<Document> modules() throws Exception {
		return texts(pom(HOME), "/project/modules/module").stream()
			.map((module) -> pom(HOME.resolve(module)))
			.filter((module) -> !texts(module, "/project/properties/maven.deploy.skip").contains("true"))
			.filter((module) -> !texts(module, "/project/packaging").contains("pom"))
			.toList();
	}

	private static String artifactId(Document module) {
		return texts(module, "/project/artifactId").get(0);
	}

	private static Document pom(Path folder) {
		try {
			return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve("pom.xml").toFile());
		}
		catch (Exception ex) {
			throw new IllegalStateException("no pom in " + folder, ex);
		}
	}

	private static List<String> texts(Document pom, String path) {
		try {
			NodeList nodes = (NodeList) XPATH.evaluate(path, pom, XPathConstants.NODESET);
			return IntStream.range(0, nodes.getLength())
				.mapToObj((i) -> nodes.item(i).getTextContent().trim())
				.toList();
		}
		catch (XPathExpressionException ex) {
			throw new IllegalArgumentException(path, ex);
		}
	}

}
