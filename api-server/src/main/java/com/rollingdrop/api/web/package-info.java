/** How requests fail: the error codes, problems in the form of RFC 9457, and who writes them. */
@NullMarked
package com.rollingdrop.api.web;

import org.jspecify.annotations.NullMarked;
