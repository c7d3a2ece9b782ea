package com.hometech.edf.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hometech.edf.common.error.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outputs of two hosts, and what SageMaker makes of them. */
class JobOutputsTest {
    @TempDir
    private Path directory;

    private JobOutputs first;
    private JobOutputs second;

    @BeforeEach
    void parts() throws IOException {
        first = new JobOutputs(List.of(directory.resolve("1/train")));
        second = new JobOutputs(List.of(directory.resolve("2/train")));
        first.mark();
        second.mark();
        write("1/train/part-0.parquet", "zero");
        write("1/train/summary.json", "{}");
        write("2/train/part-1.parquet", "one");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    /** What lies below the prefix once these hosts uploaded, in this order. */
    private Path uploaded(String... hosts) throws IOException {
        Path prefix = directory.resolve("prefix");
        FileUtils.deleteDirectory(prefix.toFile());
        for (String host : hosts) {
            FileUtils.copyDirectory(directory.resolve(host).resolve("train").toFile(), prefix.toFile());
        }
        return prefix;
    }

    private void complete() throws IOException {
        JobOutputs.Content told = JobOutputs.Content.parse(second.content().toText(), "algo-2");
        first.complete(first.content().with(told));
    }

    @Test
    void theManifestOfTheFirstHostNamesTheFilesOfAll() throws IOException {
        complete();

        OutputManifest.requireComplete(uploaded("1", "2"), "train/");
        OutputManifest.requireComplete(uploaded("2", "1"), "train/");
        assertThat(directory.resolve("1/train/_manifest.json")).content().contains("part-0", "part-1", "summary");
    }

    @Test
    void aPrefixThatLacksAHostsPartIsNoInput() throws IOException {
        complete();

        assertThatThrownBy(() -> OutputManifest.requireComplete(uploaded("1"), "train/"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("1 of its 3 files are not there, such as part-1.parquet")
                .hasMessageContaining("Run that job again");
        assertThatThrownBy(() -> OutputManifest.requireComplete(uploaded("2"), "train/"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("train/ is not complete");
    }

    @Test
    void aFileThatNoHostToldOfIsRefused() throws IOException {
        complete();
        write("2/train/part-2.parquet", "two");

        assertThatThrownBy(() -> OutputManifest.requireComplete(uploaded("1", "2"), "train/"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("part-2.parquet has 3 bytes, expected was no such file");
    }

    @Test
    void theSameFileOnTwoHostsIsOneWhereItsBytesAreTheSame() throws IOException {
        write("2/train/part-0.parquet", "zero");
        complete();
        OutputManifest.requireComplete(uploaded("1", "2"), "train/");

        write("2/train/part-0.parquet", "nil!");
        assertThatThrownBy(this::complete)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Two hosts wrote different files")
                .hasMessageContaining("part-0.parquet");
    }

    @Test
    void whatWasNeverFinishedIsRemoved() throws IOException {
        write("2/train/.part-3.parquet.tmp", "ha");
        second.removeUnfinished();
        complete();

        OutputManifest.requireComplete(uploaded("1", "2"), "train/");
        assertThat(directory.resolve("2/train")).isDirectoryNotContaining("glob:**/.part*");
    }
}
