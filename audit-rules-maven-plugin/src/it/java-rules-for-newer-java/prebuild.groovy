// Only the head of a class file: the JVM reads no further when the version is too new for it.
def classes = new File(basedir, 'target/classes')
new File(classes, 'META-INF/services').mkdirs()
new File(classes, 'META-INF/services/io.auditrules.AuditRulesProvider').text = 'rules.Newer\n'
new File(classes, 'rules').mkdirs()
new File(classes, 'rules/Newer.class').withDataOutputStream {
    it.writeInt((int) 0xCAFEBABEL)
    it.writeShort(0)
    it.writeShort(44 + 99)
}
