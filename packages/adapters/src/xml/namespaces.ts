/** The namespace of `xsi:nil`, by which an element says that it is null (XML Schema 1.1 part 1, §2.7.2). */
export const xsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";

/** The namespace of `xmlns` itself (Namespaces in XML 1.0, §3). */
export const xmlnsNamespace = "http://www.w3.org/2000/xmlns/";

/** The namespace of problem details; RFC 9457 appendix B keeps the number of the RFC before it. */
export const problemNamespace = "urn:ietf:rfc:7807";
