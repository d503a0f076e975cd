/**
 * Request bodies in {@code application/vnd.kubernetes.protobuf}, which kubectl's typed commands send: read into the
 * tree the same object has in JSON. Pure: bytes in, trees out. Answers are JSON, which every such client takes as well.
 */
@NullMarked
package dev.twinport.practice.api.protobuf;

import org.jspecify.annotations.NullMarked;
