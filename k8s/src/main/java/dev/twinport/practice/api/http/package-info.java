/** HTTP/1.1 over TLS on loopback: Netty behind a blocking {@code Exchange}. The only package that imports Netty. */
@NullMarked
package dev.twinport.practice.api.http;

import org.jspecify.annotations.NullMarked;
